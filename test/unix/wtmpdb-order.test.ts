import fc from "fast-check";
import * as assert from "uvu/assert";
import { mergeSort } from "../../src/unix/sqlite/merge-sort.ts";
import { RowIndex } from "../../src/unix/sqlite/row-index.ts";
import { describe } from "../kit/suite.ts";

describe("the order of a table's rows", (test) => {
  test("merge sort sorts as the built-in stable sort does", () => {
    const keys = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 300 });
    fc.assert(
      fc.property(keys, (keys) => {
        const compare = (a: number, b: number): number => (keys[a] ?? 0) - (keys[b] ?? 0);
        const rows = Uint32Array.from(keys, (_, row) => row);
        mergeSort(rows, compare);
        assert.equal([...rows], keys.map((_, row) => row).sort(compare));
      }),
    );
  });

  test("rows come by time exactly, also where times differ by less than a float tells, and else as they were added", () => {
    const close = fc.bigInt({ min: 2n ** 62n, max: 2n ** 62n + 3n });
    const times = fc.array(fc.oneof(close, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), { maxLength: 600 });
    fc.assert(
      fc.property(times, (times) => {
        const index = new RowIndex();
        for (const [row, time] of times.entries()) index.add(row + 1, row % 7, time);
        const expected = times
          .map((time, row) => ({ time, row }))
          .sort((a, b) => (a.time < b.time ? -1 : Number(a.time > b.time)));
        assert.equal(
          [...index.order(undefined)],
          expected.map(({ row }) => row),
        );
        assert.ok(times.every((_, row) => index.page(row) === row + 1 && index.cell(row) === row % 7));
      }),
    );
  });
});
