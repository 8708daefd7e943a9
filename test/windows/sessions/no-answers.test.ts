import fc from "fast-check";
import * as assert from "uvu/assert";
import { WhofluxError } from "../../../src/model/error.ts";
import { takeWindowsSnapshot } from "../../../src/sources/windows-snapshot.ts";
import { describe } from "../../kit/suite.ts";
import { account, logon, logons, seat } from "./samples.ts";
import { type Scene, snapshotOf, textOf } from "./scenes.ts";

describe("an answer that is none", (test) => {
  const good: Scene = {
    greeting: { elevated: true, windows: null },
    logons,
    wts: { sessions: [seat] },
    quser: { found: true, exit: 0, lines: [] },
  };

  test("is said of its source, and hinders no other", async () => {
    for (const verb of ["logons", "wts", "quser"] as const) {
      for (const answer of [
        null,
        7,
        "x",
        [],
        {},
        { logons: {} },
        { sessions: 7 },
        { found: 1 },
        { found: true, exit: 0, lines: [7] },
      ]) {
        const { health } = await snapshotOf({ ...good, [verb]: answer });
        const failed = health.filter(({ status }) => status !== "ok").map(({ status, problem }) => [status, problem]);
        assert.is(failed.length, 1, JSON.stringify([verb, answer]));
        assert.match(String(failed[0]), /^failed,the answer's .* is not what it should be \(expected .*\)$/);
      }
    }
  });

  test("of any JSON at all makes no snapshot throw, and no line that is none", async () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("332497", "2026-01-05T07:01:12Z", "Console", "fe80::1"),
    );
    const shape = <T extends object>(entry: T): fc.Arbitrary<unknown> =>
      fc.record(
        Object.fromEntries(
          Object.entries(entry).map(([name, value]) => [
            name,
            fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, texts, fc.nat(), fc.jsonValue()),
          ]),
        ),
        { requiredKeys: [] },
      );
    const many = <T extends object>(entry: T): fc.Arbitrary<unknown> =>
      fc.oneof({ weight: 9, arbitrary: fc.array(shape(entry), { maxLength: 6 }) }, fc.jsonValue());
    const scene = fc.record({
      greeting: fc.oneof(fc.constant(good.greeting), fc.jsonValue()),
      logons: fc.oneof(
        {
          weight: 9,
          arbitrary: fc.record({
            boot: fc.oneof(texts, fc.constant(null)),
            logons: many(logon),
            accounts: many(account),
            problems: fc.constant([]),
          }),
        },
        fc.jsonValue(),
      ),
      wts: fc.oneof({ weight: 9, arbitrary: fc.record({ sessions: many(seat) }) }, fc.jsonValue()),
      quser: fc.oneof(fc.record({ found: fc.boolean(), exit: fc.integer(), lines: fc.array(texts) }), fc.jsonValue()),
    });
    await fc.assert(
      fc.asyncProperty(scene, async (said) => {
        const text = await textOf(said as Scene, { include: "all" });
        assert.ok(text.endsWith("\n"));
      }),
      { numRuns: 500 },
    );
  });

  test("is not what a bug throws", async () => {
    const bug = {
      greet: () => Promise.reject(new Error("none")),
      ask: () => Promise.reject(new TypeError("bug")),
      close: async () => {},
    };
    const error = await takeWindowsSnapshot({ windows: bug, clock: () => 0 }).catch((found: unknown) => found);
    assert.ok(error instanceof TypeError && !(error instanceof WhofluxError));
  });
});
