import { copyFileSync, linkSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { fixture, inFolder, readAll } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";
import { stay, wtmpdbHistory } from "../kit/wtmpdb-history.ts";

describe("wtmpdb's side files", (test) => {
  test("a hot journal takes back the transaction that was cut off", () => {
    const { records, notices } = readAll(fixture("wtmpdb/hot.db"));
    assert.equal(records, wtmpdbHistory);
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
      ...wtmpdbHistory.map((row) => (row.id === "9" ? { ...row, logout_time: row.time + 1_000_000n } : row)),
      { ...stay, service: "sshd", time: 1767610000250000n, user: "dave", line: "pts/3", host: "2001:db8::7", id: "11" },
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

  test("a hard link without side files is read alone", () => {
    inFolder((folder) => {
      copyFileSync(fixture("wtmpdb/wal.db"), join(folder, "a.db"));
      linkSync(join(folder, "a.db"), join(folder, "b.db"));
      assert.equal(readAll(join(folder, "b.db")).records, wtmpdbHistory);
    });
  });

  test("a journal of a transaction over several databases counts only while its super-journal is there", () => {
    inFolder((folder) => {
      const path = join(folder, "group.db");
      const name = Buffer.from("/elsewhere/group-super");
      const tail = Buffer.alloc(8);
      tail.writeUInt32BE(name.length, 0);
      tail.writeUInt32BE(
        name.reduce((sum, byte) => sum + byte, 0),
        4,
      );
      const journal = readFileSync(fixture("wtmpdb/hot.db-journal"));
      copyFileSync(fixture("wtmpdb/hot.db"), path);
      writeFileSync(`${path}-journal`, Buffer.concat([journal, Buffer.alloc(4), name, tail, journal.subarray(0, 8)]));
      assert.is(readAll(path).records[1]?.user, "mallory");
      writeFileSync(join(folder, "group-super"), "");
      assert.equal(readAll(path).records, wtmpdbHistory);
    });
  });

  test("a log whose first page was changed by a byte gives nothing of what follows", () => {
    inFolder((folder) => {
      const path = join(folder, "changed.db");
      const log = readFileSync(fixture("wtmpdb/wal.db-wal"));
      log[32 + 24 + 100] = (log[32 + 24 + 100] ?? 0) ^ 1;
      copyFileSync(fixture("wtmpdb/wal.db"), path);
      writeFileSync(`${path}-wal`, log);
      assert.equal(readAll(path), { records: wtmpdbHistory, skips: [], notices: [] });
    });
  });
});
