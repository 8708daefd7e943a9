import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { complaintOf } from "../../../src/sinks/influx/complaint.ts";
import { Lines } from "../../../src/sinks/influx/lines.ts";
import { describe } from "../../kit/suite.ts";
import { linesOf } from "./sink-kit.ts";

const three = ["m,t=1 v=1i 1", "bad", "m,t=3 v=1i 1"];
const all = (lines: readonly string[]): number[] => lines.map((_, index) => index);
const heard = (words: string, data: readonly unknown[] = [], lines = three, indexes = all(lines)) => {
  const { named, ...rest } = complaintOf({ words, lines: data }, new Lines(linesOf(...lines)), indexes);
  return { named: [...named], ...rest };
};
const none = { named: [], isRetention: false };

describe("what a server says of lines", (test) => {
  const said: readonly (readonly [string, object])[] = [
    ["unable to parse 'bad': missing fields", { named: [[1, "missing fields"]], isRetention: false }],
    [
      "partial write: unable to parse 'bad': missing fields dropped=0",
      { named: [[1, "missing fields"]], isRetention: false, dropped: 0 },
    ],
    ["unable to parse 'other': missing fields", none],
    ["unable to parse 'bad", none],
    ["sorry: unable to parse 'bad': missing fields", none],
    ["partial write: points beyond retention policy dropped=2", { named: [], isRetention: true, dropped: 2 }],
    [
      "failure writing points to database: partial write: points beyond retention policy dropped=2",
      { named: [], isRetention: true, dropped: 2 },
    ],
    [
      "failure writing points to database: partial write: dropped 1 points outside retention policy of duration 1h0m0s - oldest point m dropped=1",
      { named: [], isRetention: true, dropped: 1 },
    ],
    ['partial write: field type conflict: input field "v" … dropped=1', { named: [], isRetention: false, dropped: 1 }],
    [
      'partial write: max-values-per-tag limit exceeded: value="points beyond retention policy dropped=9" dropped=1',
      { named: [], isRetention: false, dropped: 1 },
    ],
    ["", none],
  ];
  for (const [words, expected] of said) test(`"${words}"`, () => assert.equal(heard(words), expected));

  test("every line that is the same is meant", () => {
    const lines = ["bad", "m v=1", "bad"];
    assert.equal(heard("unable to parse 'bad': why", [], lines).named, [
      [0, "why"],
      [2, "why"],
    ]);
  });

  test("numbers count within the lines that were sent", () => {
    const data = [{ line_number: 2, original_line: "m,t=3", error_message: "why" }];
    assert.equal(heard("partial", data, three, [1, 2]).named, [[2, "why"]]);
  });

  for (const wrong of [0, 4, -1, 1.5, "1", undefined, null, Number.NaN]) {
    test(`a number that is none of theirs, ${String(wrong)}, and no line is meant`, () => {
      const data = [{ line_number: 2, error_message: "why" }, { line_number: wrong }];
      assert.equal(heard("partial", data).named, []);
    });
  }

  test("a line that begins otherwise, or no row at all, and no line is meant", () => {
    assert.equal(heard("partial", [{ line_number: 2, original_line: "other" }]).named, []);
    for (const row of [null, 1, "x", [], {}]) assert.equal(heard("partial", [row]).named, []);
  });

  test("names all that an InfluxDB 1 names, and nobody else, for any lines", async () => {
    const line = fc.array(fc.constantFrom("m", "'", ":", " ", "': ", "unable to parse '", ",", "=", "🦊"), {
      minLength: 1,
      maxLength: 8,
    });
    const lines = fc.uniqueArray(
      line.map((parts) => parts.join("")),
      { minLength: 1, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(lines, fc.infiniteStream(fc.boolean()), async (some, flags) => {
        const bad = all(some).filter(() => flags.next().value === true);
        const words = bad.map((index) => `unable to parse '${some[index]}': missing fields`).join("\n");
        assert.equal(heard(words, [], some).named.sort(), bad.map((index) => [index, "missing fields"]).sort());
      }),
      { numRuns: 300 },
    );
  });

  test("a long message full of ends of lines costs little", () => {
    const hostile = "': ".repeat(20_000);
    const words = Array(50).fill(`unable to parse '${hostile}': no`).join("\n");
    assert.is(heard(words, [], [hostile, ...Array(100).fill("m v=1")]).named.length, 1);
  });
});
