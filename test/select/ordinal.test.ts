import fc from "fast-check";
import * as assert from "uvu/assert";
import { recordCells } from "../../src/model/record.ts";
import { describe } from "../kit/suite.ts";
import { loadSelectCore, type SelectCore } from "./core.ts";
import { readCell, type TestRow, writeRows } from "./rows.ts";

const LANE = 2n ** 20n;

/** The ordinals of a run that comes in chunks of the given sizes, over and over. */
function ordinals(core: SelectCore, rows: readonly TestRow[], chunks: readonly number[] = [512]): bigint[] {
  core.resetOrdinals();
  const result: bigint[] = [];
  for (let from = 0, turn = 0; from < rows.length; turn++) {
    const count = Math.min(chunks[turn % chunks.length] ?? 1, rows.length - from);
    writeRows(core, rows.slice(from, from + count));
    core.assignOrdinals(count);
    for (let row = 0; row < count; row++) result.push(readCell(core, row, recordCells.ordinal));
    from += count;
  }
  return result;
}

/** What line protocol makes of a row without its ordinal: empty texts and types without a name leave no tag. */
function tags(row: TestRow): string {
  const type = row.type !== undefined && row.type >= 0n && row.type <= 11n ? row.type : "";
  const hex = (text: Uint8Array | undefined): string => Buffer.from(text ?? []).toString("hex");
  return `${row.time}|${type}|${hex(row.line)}|${hex(row.user)}`;
}

function assertUnique(rows: readonly TestRow[], numbers: readonly bigint[]): void {
  const seen = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    if (row.time === undefined) continue;
    const point = `${tags(row)}|${numbers[index]}`;
    const earlier = seen.get(point);
    if (earlier !== undefined) assert.unreachable(`rows ${earlier} and ${index} are the same point: ${point}`);
    seen.set(point, index);
  }
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const alice = { type: 7n, user: text("alice"), line: text("pts/0") };
const bob = { type: 7n, user: text("bob"), line: text("pts/1") };

const someText = fc.option(
  fc.constantFrom("", "root", "alice", "administrator", "administrators").map((value) => text(value)),
  { nil: undefined },
);

function someRows(times: fc.Arbitrary<bigint>, length: number): fc.Arbitrary<TestRow[]> {
  const time = fc.oneof({ arbitrary: times, weight: 20 }, { arbitrary: fc.constant(undefined), weight: 1 });
  const type = fc.constantFrom(undefined, -1n, 7n, 8n, 99n);
  return fc.array(fc.record({ time, type, user: someText, line: someText }), { maxLength: length, size: "max" });
}

describe("ordinals", (test) => {
  const core = loadSelectCore();

  test("a record unlike all others has no ordinal", () => {
    const rows = [
      { ...alice, time: 1n },
      { ...bob, time: 1n },
      { ...alice, time: 2n },
    ];
    assert.equal(ordinals(core, rows), [0n, 0n, 0n]);
  });

  test("records alike are numbered in their order", () => {
    const rows = [alice, alice, bob, alice].map((row) => ({ ...row, time: 5n }));
    assert.equal(ordinals(core, rows), [0n, 1n, 0n, 2n]);
  });

  test("line, user and type tell records apart, each alone", () => {
    const rows = [alice, { ...alice, type: 8n }, { ...alice, line: text("pts/9") }, { ...alice, user: text("alicf") }];
    assert.equal(
      ordinals(
        core,
        rows.map((row) => ({ ...row, time: 5n })),
      ),
      [0n, 0n, 0n, 0n],
    );
  });

  test("texts that leave no tag are alike: absent and empty", () => {
    const rows = [
      { ...alice, user: undefined },
      { ...alice, user: text("") },
    ].map((row) => ({ ...row, time: 5n }));
    assert.equal(ordinals(core, rows), [0n, 1n]);
  });

  test("types without a name are alike", () => {
    const rows = [undefined, -1n, 12n, 2n ** 40n].map((type) => ({ ...alice, type, time: 5n }));
    assert.equal(ordinals(core, rows), [0n, 1n, 2n, 3n]);
  });

  test("a record without a time has no ordinal and does not count", () => {
    const rows = [{ ...alice, time: 5n }, alice, alice, { ...alice, time: 5n }];
    assert.equal(ordinals(core, rows), [0n, 0n, 0n, 1n]);
  });

  test("a new run begins with nothing known", () => {
    const rows = [
      { ...alice, time: 5n },
      { ...alice, time: 5n },
    ];
    assert.equal(ordinals(core, rows), ordinals(core, rows));
  });

  test("the least, the greatest and negative times are times like others", () => {
    const rows = [-(2n ** 63n) + 1n, -1n, 0n, 2n ** 63n - 1n].flatMap((time) => [
      { ...alice, time },
      { ...alice, time },
    ]);
    assert.equal(ordinals(core, rows), [0n, 1n, 0n, 1n, 0n, 1n, 0n, 1n]);
  });

  test("rising times with steps back of some records never need an ordinal, in a file of any length", () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => ({
      ...(index % 3 === 0 ? alice : bob),
      time: 1_700_000_000_000_000n + BigInt(index - (index % 8) * 2) * 977n,
    }));
    assert.equal(ordinals(core, rows).filter((ordinal) => ordinal !== 0n).length, 0);
  });

  test("one record from the far future costs nothing to those after it", () => {
    const rows = Array.from({ length: 30_000 }, (_, index) => ({
      ...alice,
      time: 1_700_000_000_000_000n + BigInt(index),
    }));
    rows[10] = { ...alice, time: 4_000_000_000_000_000n };
    assert.equal(ordinals(core, rows).filter((ordinal) => ordinal !== 0n).length, 0);
  });

  test("one early record after each of many boots stays within one more lane", () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => ({
      ...alice,
      time: index % 100 === 0 ? BigInt((index * 7919) % 10_000_000) : 1_700_000_000_000_000n + BigInt(index),
    }));
    const numbers = ordinals(core, rows);
    assertUnique(rows, numbers);
    assert.equal(
      [...new Set(numbers)].filter((ordinal) => ordinal > LANE),
      [],
    );
  });

  test("no two points are equal when a long file runs backwards", () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => ({ ...alice, time: BigInt(1_000_000 - (index >> 1)) }));
    const numbers = ordinals(core, rows);
    assertUnique(rows, numbers);
    assert.ok(new Set(numbers).size < 100, `${new Set(numbers).size} ordinals`);
  });

  test("no two points are equal when a long file is read twice in one run", () => {
    const once = Array.from({ length: 60_000 }, (_, index) => ({ ...bob, time: BigInt((index * 7919) % 60_013) }));
    const rows = [...once, ...once];
    assertUnique(rows, ordinals(core, rows));
  });

  test("no two points are equal when a million and more records have one key", () => {
    core.resetOrdinals();
    const seen: number[] = [];
    const repeat = (batches: number): void => {
      writeRows(core, new Array<TestRow>(512).fill({ ...alice, time: 5n }));
      for (let turn = 0; turn < batches; turn++) {
        core.assignOrdinals(512);
        for (let row = 0; row < 512; row++) seen.push(Number(readCell(core, row, recordCells.ordinal)));
      }
    };
    repeat(5 * 1024);
    // Later keys push this one out of the memory; then it comes again.
    for (let turn = 0; turn < 40; turn++) {
      writeRows(
        core,
        Array.from({ length: 512 }, (_, row) => ({ ...bob, time: BigInt(6 + turn * 512 + row) })),
      );
      core.assignOrdinals(512);
    }
    repeat(2 * 1024 + 1);
    const sorted = Float64Array.from(seen).sort();
    assert.is(sorted[0], 0);
    assert.is(
      sorted.findIndex((ordinal, index) => index > 0 && ordinal === sorted[index - 1]),
      -1,
    );
  });

  test("no two points are equal, whatever the times do", () => {
    const few = fc.bigInt({ min: 0n, max: 5n });
    const many = fc.bigInt({ min: 0n, max: 3_000n });
    const any = fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n });
    fc.assert(
      fc.property(fc.oneof(someRows(few, 600), someRows(many, 3_000), someRows(any, 600)), (rows) =>
        assertUnique(rows, ordinals(core, rows)),
      ),
      { numRuns: 60 },
    );
  });

  test("no two points are equal in a bucket that keys of one hash fight for", () => {
    // 4 keys of one bucket overflow it; a pool of 40,000 keys puts about 20 on each of the 2,048.
    const rows = Array.from({ length: 200_000 }, (_, index) => ({
      ...alice,
      time: BigInt((Math.imul(index ^ (index >> 7), 0x9e3779b1) >>> 0) % 40_000),
    }));
    assertUnique(rows, ordinals(core, rows));
  });

  test("chunks do not change the ordinals", () => {
    const times = fc.bigInt({ min: 0n, max: 40n });
    const chunks = fc.array(fc.integer({ min: 1, max: 512 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(someRows(times, 1_500), chunks, (rows, sizes) => {
        assert.equal(ordinals(core, rows, sizes), ordinals(core, rows));
      }),
      { numRuns: 30 },
    );
  });
});
