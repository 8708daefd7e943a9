import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { describe } from "../../kit/suite.ts";
import { good, Model, poison, refusedWith, servers, settled, stored, trouble } from "./settle-model.ts";
import { linesIn, linesOf, refusedIn } from "./sink-kit.ts";

const batches = fc
  .array(fc.boolean(), { minLength: 1, maxLength: 200 })
  .map((poisonous) => poisonous.map((is, index) => `${is ? "poison" : "m"},t=${index} v=1i ${index}`));
const rareBatches = fc
  .tuple(fc.integer({ min: 1, max: 2000 }), fc.array(fc.nat({ max: 1999 }), { maxLength: 5 }))
  .map(([count, at]) =>
    Array.from({ length: count }, (_, index) => `${at.includes(index) ? "poison" : "m"} v=${index}`),
  );
const runs = { numRuns: 60 };

describe("settling a batch", (test) => {
  for (const [name, answer] of Object.entries(servers)) {
    test(`with a server that ${name}, exactly the good lines are stored, for any poison`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(batches, rareBatches), async (lines) => {
          const model = new Model(answer);
          const outcome = await settled(linesOf(...lines), model);
          assert.is(outcome.kind, "stored");
          assert.equal([...model.held].sort(), [...good(lines)].sort());
          assert.equal(refusedIn(outcome), [...poison(lines)].sort());
          assert.is(outcome.lines, good(lines).length);
          const [count, bad] = [lines.length, poison(lines).length];
          assert.ok(model.requests <= 2 * bad * Math.ceil(Math.log2(count + 1)) + 3, `${model.requests} requests`);
        }),
        runs,
      );
    });
  }

  test("a whole batch of another type is refused in one request", async () => {
    const model = new Model((lines) =>
      refusedWith(400, { error: `partial write: field type conflict: … dropped=${lines.length}` }),
    );
    const outcome = await settled(linesOf(...Array.from({ length: 5000 }, (_, n) => `m v=${n}`)), model);
    assert.equal([outcome.kind, outcome.lines, model.requests], ["stored", 0, 1]);
    assert.is(outcome.refused[0]?.lines, 5000);
  });

  test("at any limit of size every line that fits is stored, and what is larger is refused", async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 100 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 11, max: 400 }), async (lengths, limit) => {
        const lines = lengths.map((length, index) => `${String(index).padStart(3, "0")}${"x".repeat(length)}`);
        const size = (some: readonly string[]): number => some.join("\n").length + 1;
        const model = new Model((some, keep) => {
          if (size(some) > limit) return refusedWith(413, "too large");
          keep(some);
          return stored;
        });
        const outcome = await settled(linesOf(...lines), model);
        const small = lines.filter((line) => size([line]) <= limit);
        assert.equal([outcome.kind, outcome.lines], ["stored", small.length]);
        assert.equal([...model.held].sort(), small);
        assert.equal(refusedIn(outcome), lines.filter((line) => size([line]) > limit).sort());
      }),
      runs,
    );
  });

  test("whatever a server answers, no line is lost: each is held, refused by it, or waits", async () => {
    const kinds = fc.array(fc.nat({ max: 9 }), { minLength: 5, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(batches, kinds, fc.boolean(), async (lines, script, isLenient) => {
        let turn = 0;
        const model = new Model((some, keep) => {
          const kind = script[turn % script.length] ?? 0;
          turn += 1;
          if (kind <= 5) return servers[isLenient ? "stores the rest" : "all or nothing"]?.(some, keep) ?? stored;
          if (kind === 6) keep(some);
          if (kind === 7) return refusedWith(413, "");
          return kind === 8 ? refusedWith(503, "away") : trouble;
        });
        const outcome = await settled(linesOf(...lines), model);
        const waiting = outcome.kind === "later" ? linesIn(outcome.rest) : [];
        const refused = new Set(refusedIn(outcome));
        for (const line of lines) {
          const isAccounted = model.held.has(line) || waiting.includes(line) || refused.has(line);
          assert.ok(isAccounted, `${line} is lost`);
        }
        if (outcome.kind === "later") assert.is(outcome.lines, waiting.length);
        else assert.is(outcome.lines + refused.size, lines.length);
      }),
      { numRuns: 200 },
    );
  });

  test("trouble in the middle keeps what is decided and gives the rest back in its order", async () => {
    const lines = Array.from({ length: 64 }, (_, index) => `${index === 3 ? "poison" : "m"} v=${index}`);
    let asked = 0;
    const model = new Model((some, keep) => {
      asked += 1;
      return asked > 12 ? trouble : (servers["all or nothing"]?.(some, keep) ?? stored);
    });
    const outcome = await settled(linesOf(...lines), model);
    if (outcome.kind !== "later") throw new Error(outcome.kind);
    assert.equal(
      linesIn(outcome.rest),
      lines.filter((line) => !model.held.has(line) && !refusedIn(outcome).includes(line)),
    );
    assert.is(outcome.reason, "away");
  });
});
