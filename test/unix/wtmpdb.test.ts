import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import * as assert from "uvu/assert";
import { WhofluxError } from "../../src/model/error.ts";
import { spoolDatabase } from "../../src/unix/sqlite/spool.ts";
import { fixture, inFolder, readAll } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";

const boot = { type: 2, type_code: 1n, user: "reboot", line: "~", host: "6.12.0-example-amd64", layout: "wtmpdb" };
const user = { type: 7, type_code: 3n, layout: "wtmpdb" };
const ssh = { ...user, service: "sshd" };

/** What Debian 13's own programs wrote into wtmp.db (fixtures/wtmpdb/make.sh). */
const history = [
  { ...boot, time: 1767322790250000n, logout_time: 1767416400250000n, id: "2" },
  { ...user, time: 1767323045250000n, user: "alice", line: "tty1", host: "", service: "login", id: "3" },
  {
    ...ssh,
    time: 1767326400250000n,
    logout_time: 1767328200250000n,
    user: "bob",
    line: "ssh",
    host: "2001:db8::5",
    id: "4",
  },
  { ...boot, time: 1767419990250000n, id: "5" },
  { ...ssh, time: 1767421800250000n, user: "alice", line: "pts/0", host: "192.0.2.10", id: "6" },
  { ...ssh, time: 1767421860250000n, user: "bob", line: "pts/1", host: "host.example.org", id: "7" },
  { ...boot, time: 1767603590250000n, id: "8" },
  { ...ssh, time: 1767604500250000n, user: "carol", line: "ssh", host: "2001:db8::5", id: "9" },
  {
    ...ssh,
    time: 1767607200250000n,
    logout_time: 1767609000250000n,
    user: "alice",
    line: "pts/2",
    host: "192.0.2.10",
    id: "10",
  },
];

describe("wtmpdb", (test) => {
  test("a history written by wtmpdb and its PAM module gives every row, open stays without a logout", () => {
    assert.equal(readAll(fixture("wtmpdb/wtmp.db")), { records: history, skips: [], notices: [] });
  });

  test("a rotated database with rows imported from an old wtmp has NULL columns absent", () => {
    const time = { time: 1760941800250000n, logout_time: 1760946330750000n };
    assert.equal(readAll(fixture("wtmpdb/wtmp_20251206.db")).records, [
      { ...user, ...time, user: "carol", line: "pts/0", host: "gate.example.org", id: "1" },
    ]);
  });

  test("a hot journal takes back the transaction that was cut off", () => {
    const { records, notices } = readAll(fixture("wtmpdb/hot.db"));
    assert.equal(records, history);
    assert.match(notices.join(), /honoured its rollback journal \(2 pages\)/);
  });

  test("without its journal the same database shows the unfinished transaction", () => {
    inFolder((folder) => {
      copyFileSync(fixture("wtmpdb/hot.db"), join(folder, "alone.db"));
      const users = readAll(join(folder, "alone.db")).records.map((row) => row.user);
      assert.equal(users, Array(9).fill("mallory"));
    });
  });

  test("a journal whose first record is torn is not played back", () => {
    inFolder((folder) => {
      const journal = readFileSync(fixture("wtmpdb/hot.db-journal"));
      journal[512 + 4 + 512 - 200] = (journal[512 + 4 + 512 - 200] ?? 0) + 1;
      copyFileSync(fixture("wtmpdb/hot.db"), join(folder, "torn.db"));
      writeFileSync(join(folder, "torn.db-journal"), journal);
      assert.equal(readAll(join(folder, "torn.db")).notices, []);
    });
  });

  test("a write-ahead log gives what it committed, and not what it did not", () => {
    const { records, notices } = readAll(fixture("wtmpdb/wal.db"));
    const expected = [
      ...history.map((row) => (row.id === "9" ? { ...row, logout_time: row.time + 1_000_000n } : row)),
      { ...ssh, time: 1767610000250000n, user: "dave", line: "pts/3", host: "2001:db8::7", id: "11" },
    ];
    assert.equal(records, expected);
    assert.match(notices.join(), /honoured its write-ahead log/);
    assert.match(readFileSync(fixture("wtmpdb/wal.db-wal"), "latin1"), "unfinished.example.org");
  });

  test("a log cut at any byte gives one of the states that were committed", () => {
    inFolder((folder) => {
      const log = readFileSync(fixture("wtmpdb/wal.db-wal"));
      const states = new Set<string>();
      copyFileSync(fixture("wtmpdb/wal.db"), join(folder, "cut.db"));
      for (let length = 0; length <= log.length; length += 89) {
        writeFileSync(join(folder, "cut.db-wal"), log.subarray(0, length));
        const { records } = readAll(join(folder, "cut.db"));
        states.add(`${records.length} ${records.find(({ id }) => id === "9")?.logout_time ?? "open"}`);
      }
      assert.equal([...states].sort(), ["10 1767604501250000", "9 1767604501250000", "9 open"]);
    });
  });

  test("a link to the database finds the side files beside the database itself", () => {
    inFolder((folder) => {
      symlinkSync(fixture("wtmpdb/wal.db"), join(folder, "link.db"));
      assert.is(readAll(join(folder, "link.db")).records.length, 10);
    });
  });

  for (const name of ["wtmpdb/wtmp.db", "wtmpdb/wal.db", "wtmpdb/hot.db"]) {
    test(`reading ${name} in a directory nobody may write leaves no trace`, () => {
      inFolder((folder) => {
        const evidence = join(folder, "evidence");
        mkdirSync(evidence);
        const all = readdirSync(dirname(fixture(name))).filter((file) => file.startsWith(basename(name)));
        for (const file of all) copyFileSync(join(dirname(fixture(name)), file), join(evidence, file));
        chmodSync(evidence, 0o555);
        const before = traces(evidence);
        assert.ok(readAll(join(evidence, basename(name))).records.length >= 9);
        assert.equal(traces(evidence), before);
        chmodSync(evidence, 0o755);
      });
    });
  }

  test("a database from a pipe is read from a private copy that has no name", async () => {
    const bytes = readFileSync(fixture("wtmpdb/wtmp.db"));
    let at = 0;
    const input = await spoolDatabase({
      path: "stdin",
      read: (target) => {
        const part = bytes.subarray(at, at + Math.min(1000, target.length));
        target.set(part);
        at += part.length;
        return part.length;
      },
    });
    assert.ok("fd" in input);
    assert.equal(readAll(input).records, history);
  });

  test("a hard link without side files is read alone", () => {
    inFolder((folder) => {
      copyFileSync(fixture("wtmpdb/wal.db"), join(folder, "a.db"));
      linkSync(join(folder, "a.db"), join(folder, "b.db"));
      assert.equal(readAll(join(folder, "b.db")).records, history);
    });
  });

  test("what is no login database gets its own error", () => {
    inFolder((folder) => {
      writeFileSync(join(folder, "noise"), "x".repeat(4096));
      writeFileSync(join(folder, "short"), "SQLite format 3\0short");
      assert.throws(() => readAll(join(folder, "noise")), errorLike("E_FORMAT", /not a database, or an encrypted one/));
      assert.throws(() => readAll(join(folder, "short")), errorLike("E_FORMAT", /cut after 21 of 100 bytes/));
      assert.throws(() => readAll(join(folder, "missing")), errorLike("E_SOURCE", /ENOENT/));
      assert.throws(() => readAll(folder), errorLike("E_SOURCE", /EISDIR/));
    });
  });
});

/** Everything the file system knows of a directory's files that a reader could change. */
function traces(folder: string): unknown {
  return [".", ...readdirSync(folder)].map((name) => {
    const { size, mode, mtimeNs, ctimeNs, atimeNs, ino } = statSync(join(folder, name), { bigint: true });
    // Listing the directory here is itself a reading of it.
    return { name, size, mode, mtimeNs, ctimeNs, ino, ...(name === "." ? {} : { atimeNs }) };
  });
}

function errorLike(code: string, message: RegExp): (error: Error) => boolean {
  return (error) => error instanceof WhofluxError && error.code === code && message.test(error.message);
}
