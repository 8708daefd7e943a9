import { join } from "node:path";
import fc from "fast-check";
import * as assert from "uvu/assert";
import { inFolder, readAll, runSql, WTMP_COLUMNS } from "../kit/databases.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";

const sqlite3 = requireProgram("sqlite3", "comparison with SQLite itself");

/** Words that make rows of all lengths, up to several overflow pages. */
const text = fc.oneof(
  fc.constant(null),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.integer({ min: 0, max: 3000 }).map((length) => "long ".repeat(length).slice(0, length)),
);
const moment = fc.oneof(
  fc.constant(null),
  fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }),
  fc.bigInt({ min: 0n, max: 9n }),
);
const row = fc.record({
  id: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  login: moment,
  logout: moment,
  user: text,
  host: text,
});

const layouts = fc.record({
  pageSize: fc.constantFrom(512, 1024, 4096, 65536),
  encoding: fc.constantFrom("UTF-8", "UTF-16le", "UTF-16be"),
  journal: fc.constantFrom("delete", "wal", "truncate", "persist"),
  rows: fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 60 }),
});

describe("wtmpdb and SQLite", (test) => {
  if (sqlite3 === undefined) return test.skip("databases that SQLite made read as SQLite reads them");

  test("any table that SQLite made reads as SQLite reads it, killed before its log was folded back", () => {
    const property = fc.property(layouts, ({ pageSize, encoding, journal, rows }) => {
      inFolder((folder) => {
        const path = join(folder, "any.db");
        const values = rows.map(({ id, login, logout, user, host }) => {
          return `(${id}, 3, ${literal(user ?? "")}, ${login ?? "NULL"}, ${logout ?? "NULL"}, ${literal(user)}, ${literal(host)}, NULL)`;
        });
        const inserts = values.map((value) => `INSERT INTO wtmp VALUES ${value};\n`).join("");
        runSql(
          sqlite3,
          path,
          [
            `PRAGMA page_size=${pageSize}; PRAGMA encoding='${encoding}'; PRAGMA journal_mode=${journal};`,
            `PRAGMA wal_autocheckpoint=3; CREATE TABLE wtmp(${WTMP_COLUMNS});\n${inserts}`,
            ".shell kill -9 $PPID\n",
          ].join("\n"),
        );
        const { records, skips } = readAll(path);
        const told = records.map(({ id, time, logout_time, user, line, host }) => [
          id,
          time,
          logout_time,
          user,
          line,
          host,
        ]);
        const bytes = (value: string | null): string | undefined => {
          return value === null ? undefined : Buffer.from(value).toString("latin1");
        };
        const expected = [...rows]
          .sort((a, b) => compare(a.login, b.login) || compare(a.id, b.id))
          .map(({ id, login, logout, user, host }) => {
            return [String(id), login ?? undefined, logout ?? undefined, bytes(user ?? ""), bytes(user), bytes(host)];
          });
        assert.equal(skips, []);
        assert.equal(told, expected);
      });
    });
    fc.assert(property, { numRuns: 25 });
  });

  test("a table of a hundred thousand rows on three levels of pages comes whole and in order", () => {
    inFolder((folder) => {
      const path = join(folder, "large.db");
      runSql(
        sqlite3,
        path,
        `PRAGMA page_size=1024; CREATE TABLE wtmp(${WTMP_COLUMNS}); BEGIN;
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)
        INSERT INTO wtmp SELECT i, 3, 'user' || i, (i * 7919) % 100003, NULL, 'pts/0', 'host.example.org', 'sshd' FROM n; COMMIT;`,
      );
      const { records, skips } = readAll(path);
      assert.is(records.length, 100_000);
      assert.equal(skips, []);
      assert.ok(records.every(({ user, id }) => user === `user${id}`));
      assert.ok(records.every(({ time }, at) => at === 0 || Number(time) > Number(records[at - 1]?.time)));
    });
  });

  test("deleted rows stay deleted, added columns are absent, and columns are known by their names", () => {
    inFolder((folder) => {
      const path = join(folder, "odd.db");
      runSql(
        sqlite3,
        path,
        `CREATE TABLE wtmp("Login" INTEGER, /* , */ [User] TEXT CHECK (User <> ','), ID INTEGER PRIMARY KEY, 'Type' INTEGER, UNIQUE (User));
        INSERT INTO wtmp VALUES (5, 'gone', 1, 3), (6, 'alice', 2, 3); DELETE FROM wtmp WHERE ID = 1;
        ALTER TABLE wtmp ADD COLUMN Service TEXT;`,
      );
      assert.equal(readAll(path).records, [
        { time: 6n, type: 7, type_code: 3n, user: "alice", id: "2", layout: "wtmpdb" },
      ]);
    });
  });

  test("values of the wrong kind are reported and cost only themselves", () => {
    inFolder((folder) => {
      const path = join(folder, "wrong.db");
      runSql(
        sqlite3,
        path,
        `CREATE TABLE wtmp(${WTMP_COLUMNS});
        INSERT INTO wtmp VALUES (1, 3, 'alice', 'soon', 7, 'tty1', '', NULL), (2, 9, x'ff00fe', 8, x'01', 5, 2.5, '');`,
      );
      const { records, skips } = readAll(path);
      assert.equal(records, [
        { type: 7, type_code: 3n, user: "alice", line: "tty1", host: "", logout_time: 7n, id: "1", layout: "wtmpdb" },
        { time: 8n, type_code: 9n, user: "\xff\0\xfe", line: "5", host: "2.5", service: "", id: "2", layout: "wtmpdb" },
      ]);
      assert.equal(skips, [
        "row 1: time: it is a text of 4 bytes, expected an integer",
        "row 2: type: it is the integer 9, expected 0 to 3",
        "row 2: logout_time: it is a text of 1 bytes, expected an integer",
      ]);
    });
  });

  test("a database of somebody else is refused, and the error names its tables", () => {
    inFolder((folder) => {
      const path = join(folder, "other.db");
      runSql(
        sqlite3,
        path,
        "CREATE TABLE cookies(name, value); CREATE TABLE wtmp(a, b); CREATE VIEW Lastlog2 AS SELECT 1 AS Time;",
      );
      assert.throws(
        () => readAll(path),
        /without login records \(expected .*, found cookies \(name, value\), wtmp \(a, b\)\)/,
      );
      runSql(sqlite3, join(folder, "empty.db"), "CREATE TABLE t(a); DROP TABLE t;");
      assert.throws(() => readAll(join(folder, "empty.db")), /found no table/);
    });
  });
});

function literal(value: string | null): string {
  if (value === null) return "NULL";
  const codes = Array.from(value, (character) => character.codePointAt(0) ?? 0);
  const parts = Array.from({ length: Math.ceil(codes.length / 100) }, (_, part) =>
    codes.slice(part * 100, part * 100 + 100),
  );
  return ["''", ...parts.map((part) => `char(${part.join()})`)].join(" || ");
}

function compare(a: bigint | null, b: bigint | null): number {
  const [first, second] = [a ?? -(2n ** 63n), b ?? -(2n ** 63n)];
  return first < second ? -1 : first > second ? 1 : 0;
}
