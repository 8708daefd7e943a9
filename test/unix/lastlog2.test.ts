import { join } from "node:path";
import * as assert from "uvu/assert";
import { fixture, inFolder, readAll, runSql } from "../kit/databases.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";

const sqlite3 = requireProgram("sqlite3", "lastlog2 databases with unusual values");

const ssh = { service: "sshd", layout: "lastlog2" };
const bob = { ...ssh, time: 1767421860000000n, user: "bob", line: "pts/1", host: "host.example.org" };
const carol = { ...ssh, time: 1767604500000000n, user: "carol", line: "ssh", host: "2001:db8::5" };
const alice = { ...ssh, time: 1767608400000000n, user: "alice", line: "pts/2", host: "192.0.2.10" };

describe("lastlog2", (test) => {
  test("the last logins that Debian's PAM module wrote come by time, their seconds as microseconds", () => {
    assert.equal(readAll(fixture("lastlog2/lastlog2.db")), { records: [bob, carol, alice], skips: [], notices: [] });
  });

  test("a login that is only in the write-ahead log replaces the one in the database", () => {
    const { records, notices } = readAll(fixture("lastlog2/wal.db"));
    const later = { ...bob, time: 1767700000000000n, line: "pts/4", host: "2001:db8::7" };
    assert.equal(records, [carol, alice, later]);
    assert.is(notices.length, 1);
  });

  if (sqlite3 === undefined) return;

  test("a zero time means never, NULL is absent, an empty text is empty, and names order one moment", () => {
    const rows = "('never', 0, NULL, '', NULL), ('zoe', 9, NULL, NULL, NULL), ('amy', 9, NULL, NULL, NULL)";
    assert.equal(made(rows), [
      { user: "never", host: "", layout: "lastlog2" },
      { time: 9000000n, user: "amy", layout: "lastlog2" },
      { time: 9000000n, user: "zoe", layout: "lastlog2" },
    ]);
  });

  test("a time that is no integer or fits no calendar leaves the record without time, and is reported", () => {
    const skips: string[] = [];
    const rows = "('text', 'soon', '', '', ''), ('float', 1.5, '', '', ''), ('huge', 9223372036854775807, '', '', '')";
    const records = made(rows, skips);
    assert.equal(records.map(({ user, time }) => [user, time]).sort(), [
      ["float", undefined],
      ["huge", undefined],
      ["text", undefined],
    ]);
    assert.equal(skips, [
      "row 1: time: it is a text of 4 bytes, expected an integer",
      "row 2: time: it is the float 1.5, expected an integer",
      "row 3: time: 9223372036854775807 is no time",
    ]);
  });
});

function made(rows: string, skips: string[] = []): ReturnType<typeof readAll>["records"] {
  return inFolder((folder) => {
    const path = join(folder, "made.db");
    const columns = "Name TEXT PRIMARY KEY, Time INTEGER, TTY TEXT, RemoteHost TEXT, Service TEXT";
    runSql(sqlite3 as string, path, `CREATE TABLE Lastlog2(${columns}); INSERT INTO Lastlog2 VALUES ${rows};`);
    const reading = readAll(path);
    skips.push(...[...reading.skips].sort());
    return reading.records;
  });
}
