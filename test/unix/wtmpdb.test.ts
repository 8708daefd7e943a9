import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import * as assert from "uvu/assert";
import { WhofluxError } from "../../src/model/error.ts";
import { readDatabase } from "../../src/unix/sqlite/read-database.ts";
import { spoolDatabase } from "../../src/unix/sqlite/spool.ts";
import { fixture, inFolder, readAll } from "../kit/databases.ts";
import { missing } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { stay, wtmpdbHistory } from "../kit/wtmpdb-history.ts";

describe("wtmpdb", (test) => {
  test("a history written by wtmpdb and its PAM module gives every row, open stays without a logout", () => {
    assert.equal(readAll(fixture("wtmpdb/wtmp.db")), { records: wtmpdbHistory, skips: [], notices: [] });
  });

  test("a rotated database with rows imported from an old wtmp has NULL columns absent", () => {
    const time = { time: 1760941800250000n, logout_time: 1760946330750000n };
    assert.equal(readAll(fixture("wtmpdb/wtmp_20251206.db")).records, [
      { ...stay, ...time, user: "carol", line: "pts/0", host: "gate.example.org", id: "1" },
    ]);
  });

  test("a reading that is given up closes its files", () => {
    if (!existsSync("/proc/self/fd")) return missing("no /proc", "files left open");
    const before = readdirSync("/proc/self/fd").length;
    for (const _ of readDatabase(
      { path: fixture("wtmpdb/wal.db") },
      { skip: () => undefined, notice: () => undefined },
    ))
      break;
    assert.is(readdirSync("/proc/self/fd").length, before);
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
      get offset() {
        return at;
      },
      read: (target) => {
        const part = bytes.subarray(at, at + Math.min(1000, target.length));
        target.set(part);
        at += part.length;
        return part.length;
      },
    });
    assert.ok("fd" in input);
    assert.equal(readAll(input).records, wtmpdbHistory);
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
