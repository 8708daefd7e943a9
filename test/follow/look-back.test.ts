import fc from "fast-check";
import * as assert from "uvu/assert";
import { LookBack } from "../../src/follow/look-back.ts";
import { chanceOf } from "../kit/chance.ts";
import { memorySource } from "../kit/memory-source.ts";
import { describe } from "../kit/suite.ts";

/** More than twice what is kept, so that it is moved now and then. */
const data = chanceOf(1).bytes(3 * 1024 * 1024);
const KEPT = 512 * 1024;

describe("a source that is read onwards", (test) => {
  test("gives the bytes of every place that it still reaches, however it was read before", () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), async (seed) => {
        const chance = chanceOf(seed);
        const sizes = Array.from({ length: 400 }, () => chance.pick([1, 1000, 32 * 1024, 300_000, 1_500_000]));
        const inner = memorySource(data, sizes);
        const source = new LookBack(inner, data.subarray(0, inner.read(new Uint8Array(1024)) as number));
        await source.goTo(0);
        for (let round = 0; round < 60; round++) {
          if (chance.happens(40)) {
            const target = Math.max(0, inner.offset - chance.between(0, KEPT));
            assert.ok(source.reaches(target), `${target} of ${inner.offset}`);
            await source.goTo(target);
            assert.is(source.offset, target);
          } else if (chance.happens(10)) await source.goTo(source.offset + chance.between(0, 200_000));
          const start = source.offset;
          const piece = new Uint8Array(chance.pick([1, 5000, 256 * 1024, 2 * 1024 * 1024]));
          const got = await source.read(piece);
          assert.is(source.offset, start + got);
          assert.is(got === 0, start === data.length);
          assert.is(Buffer.compare(piece.subarray(0, got), data.subarray(start, start + got)), 0);
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 30) },
    ));

  test("does not reach what it does not keep, and says so", async () => {
    const source = new LookBack(memorySource(data), new Uint8Array(0));
    await source.goTo(2 * 1024 * 1024);
    assert.not(source.reaches(0));
    try {
      await source.goTo(0);
      assert.unreachable();
    } catch (error) {
      assert.match((error as Error).message, /what stands at 0 is not kept/);
    }
  });

  test("ends where its bytes end", async () => {
    const source = new LookBack(memorySource(data.subarray(0, 5000)), new Uint8Array(0));
    await source.goTo(9000);
    assert.is(source.offset, 5000);
    assert.is(await source.read(new Uint8Array(10)), 0);
  });
});
