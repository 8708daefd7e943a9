import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import type { RecordCells } from "../../src/model/record.ts";
import type { SkipReport } from "../../src/model/report.ts";
import { readLastRows } from "../../src/unix/sqlite/last-rows.ts";
import { readDatabase } from "../../src/unix/sqlite/read-database.ts";
import { fixture, inFolder, runSql, WTMP_COLUMNS } from "../kit/databases.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";

const sqlite3 = requireProgram("sqlite3", "the last rows of large databases");
const silent = { skip: () => {}, notice: () => {} };

function idsOf(rows: Iterable<RecordCells>): number[] {
  return [...rows].map(({ id }) => Number(id));
}

/** A database of several levels of pages, its rows numbered from 1. */
function withRows<T>(count: number, body: (path: string) => T): T {
  return inFolder((folder) => {
    const path = join(folder, "wtmp.db");
    runSql(
      sqlite3 as string,
      path,
      `PRAGMA page_size=512; CREATE TABLE wtmp(${WTMP_COLUMNS});
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ${count})
       INSERT INTO wtmp SELECT i, 3, 'alice', 1767600000000000 + i, NULL, 'pts/0', 'host.example.org', 'sshd' FROM n;`,
    );
    return body(path);
  });
}

describe("the last rows of a login database", (test) => {
  const withSqlite = sqlite3 === undefined ? test.skip : test;

  test("are those of the whole reading from behind, journals honoured", () => {
    for (const name of ["wtmp.db", "wal.db", "hot.db"]) {
      const path = fixture(`wtmpdb/${name}`);
      const all = idsOf(readDatabase({ path }, silent)).sort((a, b) => b - a);
      assert.equal(idsOf(readLastRows({ path }, silent, () => false)), all, name);
    }
  });
  withSqlite("end with the row that is enough, in a tree of many pages", () => {
    withRows(5000, (path) => {
      assert.equal(
        idsOf(readLastRows({ path }, silent, () => false)),
        Array.from({ length: 5000 }, (_, index) => 5000 - index),
      );
      const tail = readLastRows({ path }, silent, ({ id }) => id === "4321");
      assert.equal([tail.length, idsOf(tail).at(-1)], [680, 4321]);
      assert.equal(idsOf(readLastRows({ path }, silent, () => true)), [5000]);
    });
  });
  withSqlite("a damaged page in the part that is read is told, and costs its own rows only", () => {
    withRows(200, (path) => {
      const bytes = readFileSync(path);
      bytes[bytes.length - 512] = 0xff;
      writeFileSync(path, bytes);
      const told: string[] = [];
      const report = { ...silent, skip: ({ where, reason }: SkipReport) => void told.push(`${where}: ${reason}`) };
      const rows = idsOf(readLastRows({ path }, report, ({ id }) => id === "150"));
      assert.is(told.length, 1);
      assert.match(told[0] ?? "", /^page \d+ of table wtmp: it is no page of a table/);
      assert.is(rows.at(-1), 150);
      assert.ok(rows.length > 40 && rows.length < 51, `${rows.length} rows`);
    });
  });
});
