import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { millisecondsOf } from "../../src/model/duration.ts";
import { describe } from "../kit/suite.ts";

describe("a time as one writes it", (test) => {
  for (const [text, milliseconds] of [
    ["0s", 0],
    ["500ms", 500],
    ["10s", 10_000],
    ["1.5s", 1500],
    ["1m30s", 90_000],
    ["2h30m", 9_000_000],
    ["30d", 2_592_000_000],
    ["1d12h", 129_600_000],
  ] as const) {
    test(`${text} is ${milliseconds} ms`, () => assert.is(millisecondsOf(text), milliseconds));
  }

  for (const text of ["", "s", "10", "10 s", " 10s", "-10s", "10s!", "1e3s", "1w", "10S", "١s", `${"9".repeat(40)}s`]) {
    test(`is none: ${JSON.stringify(text)}`, () => assert.is(millisecondsOf(text), undefined));
  }

  test("is the sum of its parts", () => {
    const part = fc.tuple(fc.nat(1_000_000), fc.constantFrom("ms", "s", "m", "h", "d"));
    const sizes = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 };
    return fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const sum = parts.reduce((total, [count, unit]) => total + count * sizes[unit as keyof typeof sizes], 0);
        assert.is(millisecondsOf(parts.map(([count, unit]) => `${count}${unit}`).join("")), sum);
      }),
    );
  });
});
