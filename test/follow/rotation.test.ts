import { copyFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { signatureRecord, writeRecords } from "../kit/utmp-writer.ts";
import { readEvents } from "./events.ts";
import { boot, login, logout } from "./logins.ts";
import { onMachine } from "./machine.ts";

const WTMP = "var/log/wtmp";

describe("rotation", (test) => {
  test("a log rotated by date several times while nobody looked is caught up, compressed files too", () =>
    onMachine(async (machine) => {
      const moveTo = (name: string): void => renameSync(machine.at(WTMP), machine.at(name));
      machine.append(WTMP, boot(0));
      const events = [...(await machine.poll()).events];
      machine.append(WTMP, login("alice", "pts/0", 10));
      moveTo(`${WTMP}-20231201`);
      machine.append(WTMP, login("bob", "pts/1", 20), logout("pts/0", 30));
      moveTo(`${WTMP}-20240101`);
      machine.compress(`${WTMP}-20231201`);
      machine.append(WTMP, logout("pts/1", 40));
      const polled = await machine.poll();
      events.push(...polled.events);
      assert.equal(polled.words, []);
      const files = [`${WTMP}-20231201.gz`, `${WTMP}-20240101`, WTMP];
      assert.equal(events, await readEvents(files.map((path) => machine.at(path))));
    }));

  test("a file that is being compressed stands beside its copy and is read once", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0));
      await machine.poll();
      renameSync(machine.at(WTMP), machine.at(`${WTMP}.2`));
      machine.append(`${WTMP}.1`, login("alice", "pts/0", 10));
      copyFileSync(machine.at(`${WTMP}.1`), machine.at("copy"));
      machine.compress(`${WTMP}.1`);
      renameSync(machine.at("copy"), machine.at(`${WTMP}.1`));
      machine.append(WTMP, logout("pts/0", 20));
      assert.is((await machine.poll()).events.length, 2);
    }));

  test("emptying in place after copying is followed into the copy, and what may be missing is told", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0));
      await machine.poll();
      machine.append(WTMP, login("alice", "pts/0", 10));
      copyFileSync(machine.at(WTMP), machine.at(`${WTMP}.1`));
      truncateSync(machine.at(WTMP));
      machine.append(WTMP, logout("pts/0", 20));
      const { events, words } = await machine.poll();
      assert.is(events.length, 2);
      assert.match(events[1] ?? "", /username=alice/);
      assert.is(words.length, 1);
      assert.match(words[0] ?? "", /^\/var\/log\/wtmp: emptied in place; read on in \/var\/log\/wtmp\.1, where /);
    }));

  test("emptying in place without a copy is told, sessions stay open and the new records are read", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0), login("alice", "pts/0", 10));
      await machine.poll();
      truncateSync(machine.at(WTMP));
      machine.append(WTMP, logout("pts/0", 20), boot(30), boot(40));
      const { events, words } = await machine.poll();
      assert.is(events.length, 3);
      assert.match(events[0] ?? "", /username=alice/);
      assert.match(words[0] ?? "", /emptied or written anew, and no rotated file goes on behind byte 768/);
    }));

  test("a log that lost its end is told and read again from its start, with nothing open twice", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0), login("alice", "pts/0", 10), login("bob", "pts/1", 20), boot(30));
      const { events: before } = await machine.poll();
      truncateSync(machine.at(WTMP), 3 * 384);
      const { events, words } = await machine.poll();
      assert.equal(words, ["/var/log/wtmp: cut from 1536 bytes to 1152; read again from its start"]);
      assert.equal(events, before.slice(0, 3));
      assert.is(machine.state?.logs["/var/log/wtmp"]?.open.length, 2);
    }));

  test("a copy put in the place of the log is gone on with", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0), login("alice", "pts/0", 10));
      await machine.poll();
      copyFileSync(machine.at(WTMP), machine.at("copy"));
      renameSync(machine.at("copy"), machine.at(WTMP));
      machine.append(WTMP, logout("pts/0", 20));
      const { events, words } = await machine.poll();
      assert.is(events.length, 1);
      assert.equal(words, []);
    }));

  test("something unreadable in the place of the log is told, and forgotten when the log is back", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0));
      await machine.poll();
      renameSync(machine.at(WTMP), machine.at("away"));
      machine.appendBytes(WTMP, Buffer.from("PK\x03\x04"));
      assert.equal((await machine.poll()).words, ["/var/log/wtmp: is a zip archive; extract it first"]);
      renameSync(machine.at("away"), machine.at(WTMP));
      machine.append(WTMP, boot(10));
      const { events, words } = await machine.poll();
      assert.is(events.length, 1);
      assert.equal(words, []);
    }));

  test("another file in the place of a log that is gone is read from its start, older rotated files are not", () =>
    onMachine(async (machine) => {
      machine.append(`${WTMP}.1`, boot(0));
      machine.append(WTMP, boot(10));
      assert.is((await machine.poll()).events.length, 2);
      rmSync(machine.at(WTMP));
      machine.append(WTMP, boot(20), boot(30));
      const { events, words } = await machine.poll();
      assert.is(events.length, 2);
      assert.match(words[0] ?? "", /another file than before, and no rotated file goes on behind byte 384/);
    }));

  test("what stands only in files that were rotated in, after one that is gone, is read too", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(10));
      await machine.poll();
      rmSync(machine.at(WTMP));
      await new Promise((resolve) => setTimeout(resolve, 20));
      machine.append(`${WTMP}.1`, boot(20));
      machine.append(WTMP, boot(30));
      assert.is((await machine.poll()).events.length, 2);
    }));

  test("a record that is written in two parts is told once, when it is whole", () =>
    onMachine(async (machine) => {
      const bytes = writeRecords("linux-384-le", [login("alice", "pts/0", 10)]);
      machine.append(WTMP, boot(0));
      await machine.poll();
      machine.appendBytes(WTMP, bytes.subarray(0, 100));
      assert.equal(await machine.poll().then(({ events, words }) => [events, words]), [[], []]);
      machine.appendBytes(WTMP, bytes.subarray(100));
      const { events, words } = await machine.poll();
      assert.match(events.join(), /^time=\S+ action=login .*username=alice/);
      assert.equal(words, []);
    }));

  test("records before one that is written in parts are told, but for the last, which what follows may change", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0), boot(10), boot(20));
      machine.appendBytes(WTMP, writeRecords("linux-384-le", [boot(30)]).subarray(0, 100));
      assert.is((await machine.poll()).events.length, 2);
      machine.appendBytes(WTMP, writeRecords("linux-384-le", [boot(30)]).subarray(100));
      assert.is((await machine.poll()).events.length, 2);
    }));

  test("a record whose end never came is told when the log is rotated", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0));
      await machine.poll();
      machine.appendBytes(WTMP, writeRecords("linux-384-le", [boot(10)]).subarray(0, 100));
      await machine.poll();
      renameSync(machine.at(WTMP), machine.at(`${WTMP}.1`));
      machine.append(WTMP, boot(20));
      const { events, words } = await machine.poll();
      assert.is(events.length, 1);
      assert.equal(words, ["/var/log/wtmp.1: 384-484 the file ends inside a record"]);
    }));

  test("damage is told once, when what follows it is read", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0), boot(10));
      await machine.poll();
      machine.appendBytes(WTMP, new Uint8Array(384).fill(0xaa));
      assert.equal((await machine.poll()).words, []);
      machine.append(WTMP, boot(20), boot(30), boot(40));
      const { events, words } = await machine.poll();
      assert.is(events.length, 3);
      assert.equal(words, ["/var/log/wtmp: 768-1152 no record can be read there"]);
      machine.append(WTMP, boot(50));
      assert.equal((await machine.poll()).words, []);
    }));

  test("NetBSD's two parallel logs give each login once", () =>
    onMachine(async (machine) => {
      const layout = "netbsd-520-le";
      const records = [signatureRecord(layout), boot(0), login("alice", "pts/0", 10)];
      writeFileSync(machine.at("var/log/wtmpx"), writeRecords(layout, records));
      writeFileSync(machine.at(WTMP), writeRecords("netbsd-40-le", records.slice(1)));
      assert.is((await machine.poll()).events.length, 2);
    }));
});
