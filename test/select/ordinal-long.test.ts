import fc from "fast-check";
import * as assert from "uvu/assert";
import { recordCells } from "../../src/model/record.ts";
import { describe } from "../kit/suite.ts";
import { loadSelectCore } from "./core.ts";
import { alice, assertUnique, bob, ordinals, someRows } from "./numbered.ts";
import { readCell, type TestRow, writeRows } from "./rows.ts";

const LANE = 2n ** 20n;

describe("ordinals of long files", (test) => {
  const core = loadSelectCore();

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
