import * as assert from "uvu/assert";
import { parseInterval } from "../../src/commands/interval.ts";
import { describe } from "../kit/suite.ts";

describe("an interval", (test) => {
  test("is read as Telegraf writes it", () => {
    assert.equal(["10s", "500ms", "1m30s", "2h", "0.5s"].map(parseInterval), [10_000, 500, 90_000, 7_200_000, 500]);
  });

  for (const text of [
    "",
    "10",
    "s",
    "soon",
    "10 s",
    "-10s",
    "10s!",
    "99ms",
    "0s",
    "25h",
    "1e9s",
    `${"9".repeat(400)}s`,
  ]) {
    test(`is refused: ${JSON.stringify(text.slice(0, 20))}`, () => {
      assert.throws(() => parseInterval(text), /`--interval` is no time between answers \(expected 100ms to 24h/);
    });
  }
});
