import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { Lines } from "../../../src/sinks/influx/lines.ts";
import { oldest } from "../../../src/sinks/influx/retention.ts";
import { describe } from "../../kit/suite.ts";
import { linesOf } from "./sink-kit.ts";

describe("the oldest lines", (test) => {
  test("are those with the smallest timestamps, in their own order", async () => {
    const times = fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { minLength: 1, maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(times, fc.nat(), async (all, chosen) => {
        const count = chosen % (all.length + 1);
        const lines = new Lines(linesOf(...all.map((time) => `m v="a 1" ${time}`)));
        const indexes = all.map((_, index) => index);
        const old = oldest(lines, indexes, count);
        const others = indexes.filter((index) => !old.includes(index));
        assert.equal([new Set(old).size, others.length], [count, all.length - count]);
        assert.equal(
          old,
          old.toSorted((a, b) => a - b),
        );
        for (const one of old) for (const other of others) assert.ok((all[one] ?? 0n) <= (all[other] ?? 0n));
      }),
    );
  });

  test("have a timestamp; one without is from now", () => {
    const lines = new Lines(linesOf("m v=1i", 'm v="x 5"', "m v=1i 9", "m v=1i -9"));
    assert.equal(oldest(lines, [0, 1, 2, 3], 2), [2, 3]);
  });
});
