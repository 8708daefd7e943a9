import { spawnSync } from "node:child_process";
import { mkdirSync, renameSync } from "node:fs";
import * as assert from "uvu/assert";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { readEvents } from "./events.ts";
import { SECOND, START } from "./logins.ts";
import { type Machine, onMachine } from "./machine.ts";

const sqlite = requireProgram("sqlite3", "following a database of logins");
const DATABASE = "var/lib/wtmpdb/wtmp.db";
const TABLE = `CREATE TABLE wtmp(ID INTEGER PRIMARY KEY, Type INTEGER, User TEXT NOT NULL, Login INTEGER,
  Logout INTEGER, TTY TEXT, RemoteHost TEXT, Service TEXT) STRICT;`;

/** Runs statements as wtmpdb does. */
function run(machine: Machine, sql: string, path = DATABASE): void {
  const { status, stderr } = spawnSync(sqlite ?? "", [machine.at(path)], { input: sql, encoding: "utf8" });
  assert.is(status, 0, stderr);
}

function create(machine: Machine, path = DATABASE): void {
  mkdirSync(machine.at("var/lib/wtmpdb"), { recursive: true });
  run(machine, TABLE, path);
}

const at = (second: number): string => String(START + second * SECOND);

function row(type: 1 | 3, user: string, tty: string, login: number, logout?: number): string {
  const end = logout === undefined ? "NULL" : at(logout);
  return `INSERT INTO wtmp(Type, User, Login, Logout, TTY, RemoteHost) VALUES(${type}, '${user}', ${at(login)}, ${end}, '${tty}', 'h');`;
}

const logoutOf = (id: number, second: number): string => `UPDATE wtmp SET Logout = ${at(second)} WHERE ID = ${id};`;

describe("a followed wtmpdb", (test) => {
  if (sqlite === undefined) return test.skip("needs sqlite3");

  test("tells logins when they come and logouts when they are known, as one reading does", () =>
    onMachine(async (machine) => {
      create(machine);
      run(machine, row(1, "reboot", "~", 0) + row(3, "alice", "pts/0", 10));
      const events = [...(await machine.poll()).events];
      assert.is(events.length, 2);
      run(machine, row(3, "bob", "ssh", 20) + logoutOf(2, 30) + row(3, "carol", "ssh", 40, 50));
      events.push(...(await machine.poll()).events);
      run(machine, logoutOf(3, 60) + logoutOf(1, 70) + row(1, "reboot", "~", 80));
      events.push(...(await machine.poll()).events);
      assert.equal(events, await readEvents([machine.at(DATABASE)]));
      assert.match(events[3] ?? "", /action=logout .*username=alice .*duration_s=20/);
    }));

  test("is not read while nobody writes it", () =>
    onMachine(async (machine) => {
      create(machine);
      run(machine, row(3, "alice", "pts/0", 10));
      await machine.poll();
      const { events, state } = await machine.poll();
      assert.equal(events, []);
      assert.is(state.logs["/var/lib/wtmpdb/wtmp.db"]?.rows?.lastId, "1");
    }));

  test("tells rows of a write-ahead log, without a word about it in every poll", () =>
    onMachine(async (machine) => {
      create(machine);
      run(machine, row(3, "alice", "pts/0", 10));
      await machine.poll();
      const keep = ".dbconfig no_ckpt_on_close on\nPRAGMA journal_mode=wal;\nPRAGMA wal_autocheckpoint=0;\n";
      run(machine, keep + row(3, "bob", "pts/1", 20));
      const { events, words } = await machine.poll();
      assert.is(events.length, 1);
      assert.match(events[0] ?? "", /username=bob/);
      assert.equal(words, []);
    }));

  test("that is rotated goes on, and rows that were rotated unseen are told", () =>
    onMachine(async (machine) => {
      create(machine);
      run(machine, row(3, "alice", "pts/0", 10, 20) + row(3, "bob", "pts/1", 30));
      const events = [...(await machine.poll()).events];
      await new Promise((resolve) => setTimeout(resolve, 20));
      create(machine, "var/lib/wtmpdb/wtmp_20231201.db");
      const moved = row(3, "alice", "pts/0", 10, 20) + row(3, "carol", "pts/2", 40, 50);
      run(machine, moved, "var/lib/wtmpdb/wtmp_20231201.db");
      run(machine, `${row(3, "carol", "pts/2", 40, 50)}DELETE FROM wtmp WHERE ID IN (1, 3);`);
      run(machine, row(3, "dave", "pts/3", 60) + logoutOf(2, 70));
      events.push(...(await machine.poll()).events);
      const actions = events.map((event) => /action=(\w+) .*username=(\w+)/.exec(event)?.slice(1).join(" "));
      const carol = ["login carol", "logout carol"];
      assert.equal(actions, ["login alice", "logout alice", "login bob", ...carol, "login dave", "logout bob"]);
    }));

  test("whose numbers begin anew, because it was emptied, tells what came after", () =>
    onMachine(async (machine) => {
      create(machine);
      run(machine, row(3, "alice", "pts/0", 10, 20) + row(3, "bob", "pts/1", 30, 35) + row(3, "carol", "ssh", 36, 37));
      await machine.poll();
      run(machine, `DELETE FROM wtmp;${row(3, "dave", "pts/0", 40)}`);
      assert.match((await machine.poll()).events.join(), /username=dave/);
      run(machine, logoutOf(1, 50) + row(3, "erin", "pts/0", 60));
      const { events } = await machine.poll();
      assert.is(events.length, 2);
      assert.match(events[0] ?? "", /action=logout .*username=dave/);
    }));

  test("from now on: tells nothing of what was there, but the logout of who is logged in", () =>
    onMachine(
      async (machine) => {
        create(machine);
        run(machine, row(3, "alice", "pts/0", 10) + row(3, "bob", "pts/1", 20, 25));
        assert.equal((await machine.poll()).events, []);
        run(machine, logoutOf(1, 30));
        const { events } = await machine.poll();
        assert.is(events.length, 1);
        assert.match(events[0] ?? "", /username=alice .*duration_s=20/);
      },
      { start: "now" },
    ));

  test("that is gone is missed once, and what is in its place says what it is", () =>
    onMachine(async (machine) => {
      create(machine);
      run(machine, row(3, "alice", "pts/0", 10));
      await machine.poll();
      renameSync(machine.at(DATABASE), machine.at("away"));
      assert.match((await machine.poll()).words.join(), /is not there any more/);
      assert.equal((await machine.poll()).words, []);
      machine.appendBytes(DATABASE, Buffer.from("no database"));
      assert.match((await machine.poll()).words.join(), /wtmp\.db/);
      renameSync(machine.at("away"), machine.at(DATABASE));
      run(machine, row(3, "bob", "pts/1", 20));
      assert.is((await machine.poll()).events.length, 1);
    }));

  test("with a budget tells the same, though it is written to while it is told", () =>
    onMachine(
      async (machine) => {
        const people = Array.from({ length: 40 }, (_, index) =>
          row(3, `user${index}`, `pts/${index}`, 10 * index + 1, index % 3 === 0 ? undefined : 10 * index + 55),
        );
        create(machine);
        run(machine, row(1, "reboot", "~", 0) + people.slice(0, 20).join(""));
        const events = [...(await machine.poll()).events];
        assert.ok(events.length <= 7);
        run(machine, people.slice(20).join(""));
        for (let rest = "more", polls = 0; rest === "more" && polls < 100; polls++) {
          const polled = await machine.poll();
          events.push(...polled.events);
          rest = polled.rest;
        }
        create(machine, "all.db");
        run(machine, row(1, "reboot", "~", 0) + people.join(""), "all.db");
        assert.equal(events, await readEvents([machine.at("all.db")]));
        run(machine, logoutOf(23, 900));
        assert.match((await machine.poll()).events.join(), /^time=\S+ action=logout .*username=user21 /);
      },
      { budget: 7 },
    ));

  test("from a moment on: tells what came since, and the logout of who was there before", () =>
    onMachine(
      async (machine) => {
        create(machine);
        run(machine, row(3, "alice", "pts/0", 10, 500) + row(3, "bob", "pts/1", 20, 25) + row(3, "carol", "ssh", 400));
        const told: string[] = [];
        for (let polls = 0; polls < 9; polls++) told.push(...(await machine.poll()).events);
        assert.equal(
          told.map((event) => /action=(\w+) .*username=(\w+)/.exec(event)?.slice(1).join(" ")),
          ["login carol", "logout alice"],
        );
      },
      { start: { since: BigInt(START + 300 * SECOND) }, budget: 1 },
    ));
});
