import * as assert from "uvu/assert";
import { daysOf } from "../../src/deliver/time-range.ts";
import { describe } from "../kit/suite.ts";

describe("the days of lines", (test) => {
  const days = (...texts: readonly string[]): string | undefined => daysOf(texts.map((text) => Buffer.from(text)));

  test("go from the first point to the last, wherever these stand", () => {
    assert.is(
      days("m n=1i 1700000000000000000\nm n=1i 1600000000000000000\n", "m n=1i 1650000000000000000\n"),
      "2020-09-13 to 2023-11-14",
    );
    assert.is(days("m n=1i 0\n", "m n=1i 86399999999999"), "1970-01-01");
    assert.is(days("m n=1i -9223372036854775808\n"), "1677-09-21");
  });

  test("are not known of lines without a time", () => {
    assert.is(days(), undefined);
    assert.is(days("m n=1i\n", "", "\n", 'm text="a 5"\n'), undefined);
  });
});
