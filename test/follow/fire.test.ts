import { appendFileSync, copyFileSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { writeRecords } from "../kit/utmp-writer.ts";
import { type EventText, readEvents } from "./events.ts";
import { boot, failure, login, logout } from "./logins.ts";
import { type Machine, onMachine } from "./machine.ts";

const WTMP = "var/log/wtmp";
const BTMP = "var/log/btmp";

/** Gives a file another time of its last write, in seconds since 1970. */
function touch(machine: Machine, path: string, seconds: number): void {
  utimesSync(machine.at(path), seconds, seconds);
}

describe("following while the clock jumps", (test) => {
  test("goes on behind a rotation though the clock was set back, and files seem to be from the future", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0), login("alice", "pts/0", 10));
      touch(machine, WTMP, 4_000_000_000);
      const events = [...(await machine.poll()).events];
      machine.append(WTMP, login("bob", "pts/1", 5));
      touch(machine, WTMP, 1_000_000_000);
      renameSync(machine.at(WTMP), machine.at(`${WTMP}.1`));
      machine.append(WTMP, logout("pts/0", 7));
      touch(machine, WTMP, 1_000_000_100);
      const polled = await machine.poll();
      events.push(...polled.events);
      assert.equal(polled.words, []);
      assert.equal(events, await readEvents([machine.at(`${WTMP}.1`), machine.at(WTMP)]));
    }));

  test("finds a copy that was made after the clock was set back", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0), login("alice", "pts/0", 10));
      touch(machine, WTMP, 4_000_000_000);
      const events = [...(await machine.poll()).events];
      machine.append(WTMP, login("bob", "pts/1", 5));
      copyFileSync(machine.at(WTMP), machine.at(`${WTMP}.1`));
      touch(machine, `${WTMP}.1`, 1_000_000_000);
      truncateSync(machine.at(WTMP));
      machine.append(WTMP, logout("pts/0", 7));
      events.push(...(await machine.poll()).events);
      assert.equal(events, await readEvents([machine.at(`${WTMP}.1`), machine.at(WTMP)]));
    }));

  test("tells records whose times go back, each once", () =>
    onMachine(async (machine) => {
      const events: EventText[] = [];
      for (const second of [5000, 100, 9000, 3, 100]) {
        machine.append(WTMP, login("alice", "pts/0", second));
        events.push(...(await machine.poll()).events);
      }
      assert.equal(events, await readEvents([machine.at(WTMP)]));
    }));

  test("does not wait for ever for failed logins that are stamped in the future", () =>
    onMachine(async (machine) => {
      machine.now = 1_700_000_000_000;
      machine.append(BTMP, failure("root", 86_400), failure("root", 86_401));
      touch(machine, BTMP, 1_700_086_401);
      assert.is((await machine.poll()).events.length, 2);
    }));
});

describe("following while logs are rotated", (test) => {
  test("finds a log that was rotated twice between two looks, compressed late and with nothing in between", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0));
      const events = [...(await machine.poll()).events];
      machine.append(WTMP, login("alice", "pts/0", 10));
      renameSync(machine.at(WTMP), machine.at(`${WTMP}.1`));
      machine.append(WTMP);
      renameSync(machine.at(`${WTMP}.1`), machine.at(`${WTMP}.2`));
      renameSync(machine.at(WTMP), machine.at(`${WTMP}.1`));
      machine.append(WTMP, login("bob", "pts/1", 20));
      machine.compress(`${WTMP}.2`);
      const polled = await machine.poll();
      events.push(...polled.events);
      assert.equal(polled.words, []);
      assert.equal(events, await readEvents([`${WTMP}.2.gz`, WTMP].map((path) => machine.at(path))));
    }));

  test("tells each record once when a backlog is rotated and compressed in the midst of it", () =>
    onMachine(
      async (machine) => {
        const people = Array.from({ length: 60 }, (_, index) => login("alice", `pts/${index}`, index));
        machine.append(WTMP, boot(0), ...people.slice(0, 30));
        const events = [...(await machine.poll()).events];
        renameSync(machine.at(WTMP), machine.at(`${WTMP}.1`));
        machine.append(WTMP, ...people.slice(30));
        events.push(...(await machine.poll()).events);
        renameSync(machine.at(`${WTMP}.1`), machine.at(`${WTMP}.2`));
        machine.compress(`${WTMP}.2`);
        renameSync(machine.at(WTMP), machine.at(`${WTMP}.1`));
        machine.append(WTMP, logout("pts/3", 100));
        for (let polls = 0; polls < 30; polls++) events.push(...(await machine.poll()).events);
        const files = [`${WTMP}.2.gz`, `${WTMP}.1`, WTMP].map((path) => machine.at(path));
        assert.equal(events, await readEvents(files));
      },
      { budget: 7 },
    ));

  test("loses nothing of what was there when a log is copied and emptied while it is told", () =>
    onMachine(
      async (machine) => {
        const people = Array.from({ length: 40 }, (_, index) => login("alice", `pts/${index}`, index));
        machine.append(WTMP, ...people);
        const events = [...(await machine.poll()).events];
        copyFileSync(machine.at(WTMP), machine.at(`${WTMP}.1`));
        truncateSync(machine.at(WTMP));
        machine.append(WTMP, login("bob", "tty1", 100));
        const words: string[] = [];
        for (let polls = 0; polls < 20; polls++) {
          const polled = await machine.poll();
          events.push(...polled.events);
          words.push(...polled.words);
        }
        assert.equal(events, await readEvents([machine.at(`${WTMP}.1`), machine.at(WTMP)]));
        assert.is(words.filter((word) => word.includes("emptied in place")).length, 1);
      },
      { budget: 7 },
    ));
});

describe("another file in the place of a log", (test) => {
  test("that is shorter is read from its start", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0), login("alice", "pts/0", 10), login("bob", "pts/1", 20));
      await machine.poll();
      writeFileSync(machine.at("fresh"), writeRecords("linux-384-le", [boot(100), login("carol", "pts/0", 110)]));
      renameSync(machine.at("fresh"), machine.at(WTMP));
      const { events, words } = await machine.poll();
      assert.is(events.filter((event) => event.includes("action=login")).length, 1);
      assert.match(events.join("\n"), /action=boot/);
      assert.is(words.length, 1);
      assert.equal((await machine.poll()).events, []);
    }));

  test("that is of another layout is read as what it is", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0), login("alice", "pts/0", 10));
      await machine.poll();
      rmSync(machine.at(WTMP));
      const records = [boot(100), login("carol", "pts/0", 110), login("dave", "pts/1", 120), boot(130)];
      appendFileSync(machine.at(WTMP), writeRecords("linux-400-le", records));
      const { events } = await machine.poll();
      const names = events.filter((event) => event.includes("action=login")).join("\n");
      assert.match(names, /username=carol[\s\S]*username=dave/);
      assert.equal((await machine.poll()).events, []);
    }));
});
