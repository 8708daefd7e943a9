import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import * as assert from "uvu/assert";
import { WhofluxError } from "../../src/model/error.ts";
import { columnsOf } from "../../src/unix/sqlite/create-table.ts";
import { readRow } from "../../src/unix/sqlite/row-format.ts";
import { utf16ToBytes } from "../../src/unix/sqlite/utf16.ts";
import { readVarint } from "../../src/unix/sqlite/varint.ts";
import { fixture, inFolder, type Reading, readAll, runSql, WTMP_COLUMNS } from "../kit/databases.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";

const sqlite3 = requireProgram("sqlite3", "damage in tables of many pages");

const samples = ["wtmpdb/wtmp.db", "wtmpdb/hot.db", "wtmpdb/wal.db", "lastlog2/lastlog2.db", "lastlog2/wal.db"];
const sides = ["", "-wal", "-journal"];

/** Bytes that damage likes: lengths, page numbers and kinds out of range, next to random ones. */
const byte = fc.oneof(fc.constantFrom(0, 1, 2, 5, 10, 13, 127, 128, 255), fc.integer({ min: 0, max: 255 }));
const blow = fc.record({ side: fc.nat(), at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), byte });

describe("a damaged login database", (test) => {
  const withSqlite = sqlite3 === undefined ? test.skip : test;

  test("bytes changed anywhere, in the database or beside it, never trap, hang or bring anything but records and words", () => {
    const property = fc.property(
      fc.constantFrom(...samples),
      fc.array(blow, { minLength: 1, maxLength: 8 }),
      fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 1 }),
      (sample, blows, cut) => {
        inFolder((folder) => {
          const path = join(folder, "hit.db");
          const files = sides.filter((side) => existsSync(fixture(sample) + side));
          for (const side of files) copyFileSync(fixture(sample) + side, path + side);
          for (const { side, at, byte } of blows) strike(path + files[side % files.length], at, byte);
          if (cut !== null) truncateSync(path, Math.floor(cut * readFileSync(path).length));
          readOrRefused(path);
        });
      },
    );
    fc.assert(property, { numRuns: 400 });
  });

  withSqlite("a page that is no page of the table costs its own rows and is named", () => {
    withPages((path, pages) => {
      strikeAt(path, (pages - 1) * 512, 0);
      const { records, skips } = readAll(path);
      assert.equal(skips, [`page ${pages} of table wtmp: it is no page of a table (its first byte is 0x00)`]);
      assert.ok(records.length >= 190 && records.length < 200);
    });
  });

  withSqlite("a tree that leads back into itself ends, and every row comes once", () => {
    withPages((path) => {
      const bytes = readFileSync(path);
      // The last child of the root becomes the root itself.
      bytes.writeUInt32BE(2, 512 + 8);
      writeFileSync(path, bytes);
      const { records, skips } = readAll(path);
      assert.match(skips.join(), /page 2 of table wtmp: 1 of its \d+ children lie nowhere, or in use elsewhere/);
      assert.is(new Set(records.map(({ id }) => id)).size, records.length);
    });
  });

  withSqlite("a database cut short gives the rows of the pages that are left", () => {
    withPages((path, pages) => {
      truncateSync(path, (pages - 2) * 512 + 100);
      const { records, skips } = readAll(path);
      assert.ok(records.length > 150 && records.length < 200);
      assert.match(
        skips.join("\n"),
        `page ${pages} of table wtmp: it lies behind the end of the file (0 of 512 bytes are there)`,
      );
      assert.match(
        skips.join("\n"),
        `page ${pages - 1} of table wtmp: it lies behind the end of the file (100 of 512 bytes`,
      );
    });
  });

  test("a length beyond the page is a lost row, not a crash", () => {
    inFolder((folder) => {
      const path = join(folder, "long.db");
      const bytes = readFileSync(fixture("wtmpdb/wtmp_20251206.db"));
      const cell = bytes.readUInt16BE(4096 + 8);
      bytes.set([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 4096 + cell);
      writeFileSync(path, bytes);
      const { records, skips } = readAll(path);
      assert.equal(records, []);
      assert.match(skips.join(), /^page 2 of table wtmp: row \d+ claims 18446744073709552000 bytes$/);
    });
  });

  test("the pieces of the format refuse what runs over the end", () => {
    assert.throws(() => readVarint({ bytes: Uint8Array.of(0x80, 0x80), at: 0 }), /runs over the end/);
    assert.is(readVarint({ bytes: new Uint8Array(9).fill(0xff), at: 0 }), 2n ** 64n - 1n);
    assert.throws(() => readRow(Uint8Array.of(9, 1), "utf-8"), /its head of 9 bytes is longer than the row of 2/);
    assert.throws(() => readRow(Uint8Array.of(2, 6, 0), "utf-8"), /value 1 runs over the end of the row/);
    assert.throws(() => readRow(Uint8Array.of(2, 10), "utf-8"), /reserved serial type 10/);
  });

  test("a statement of unclosed brackets and quotes is looked at once", () => {
    const started = performance.now();
    for (const piece of ["/*", '"', "'", "[", "(", "/* x", "a,"]) columnsOf(`CREATE TABLE x(${piece.repeat(32_768)}`);
    assert.ok(performance.now() - started < 5000);
    assert.equal(columnsOf("nonsense"), []);
  });

  test("half a UTF-16 character keeps its bytes", () => {
    assert.equal(
      Buffer.from(utf16ToBytes(Uint8Array.of(0x61, 0, 0x3d, 0xd8, 0x62, 0), "utf-16le")).toString("hex"),
      "61eda0bd62",
    );
    assert.equal(Buffer.from(utf16ToBytes(Uint8Array.of(0xd8, 0x3d, 0xde, 0), "utf-16be")).toString(), "😀");
  });
});

/** Runs `body` on a table of 200 rows over many pages of 512 bytes, the last of which is a leaf of it. */
function withPages(body: (path: string, pages: number) => void): void {
  inFolder((folder) => {
    const path = join(folder, "pages.db");
    const rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200)";
    const create = `PRAGMA page_size=512; CREATE TABLE wtmp(${WTMP_COLUMNS}); ${rows}
      INSERT INTO wtmp SELECT i, 3, 'user' || i, i, NULL, 'pts/0', 'host.example.org', 'sshd' FROM n;`;
    const pages = Number(runSql(sqlite3 as string, path, `${create} PRAGMA page_count;`));
    body(path, pages);
  });
}

function readOrRefused(path: string): Reading | undefined {
  try {
    return readAll(path);
  } catch (error) {
    if (error instanceof WhofluxError) return undefined;
    throw error;
  }
}

function strike(path: string, at: number, byte: number): void {
  strikeAt(path, Math.floor(at * readFileSync(path).length), byte);
}

function strikeAt(path: string, at: number, byte: number): void {
  const bytes = readFileSync(path);
  bytes[at] = byte;
  writeFileSync(path, bytes);
}
