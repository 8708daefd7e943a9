import * as assert from "uvu/assert";
import { natureOf, parseToml } from "../../src/config/toml.ts";
import { WhofluxError } from "../../src/model/error.ts";
import { describe } from "../kit/suite.ts";

function problemIn(text: string): string {
  try {
    parseToml({ path: "FILE", text });
  } catch (error) {
    assert.instance(error, WhofluxError);
    return (error as Error).message;
  }
  return "none";
}

describe("the text of a configuration file", (test) => {
  test("gives values by name, also behind a byte order mark", () => {
    const parsed = parseToml({ path: "FILE", text: "\ufeff[influx]\nurl = 'http://h'\nversion = 2" });
    assert.equal(JSON.parse(JSON.stringify(parsed)), { influx: { url: "http://h", version: 2 } });
  });

  for (const [text, verdict] of [
    ["[influx", /^FILE: line 1, column \d+: no TOML \(found [a-z :-]+\)$/],
    ['a = 1\n[influx]\ntoken = "s3cr3t', /^FILE: line 3, column \d+: no TOML \(found unfinished string\)$/],
    ["a = 1\na = 2", /^FILE: line 2, column \d+: no TOML/],
    [`a = ${"[".repeat(100_000)}`, /^FILE: .*no TOML/],
  ] as const) {
    test(`is one sentence when it is none: ${JSON.stringify(text.slice(0, 20))}`, () => {
      const problem = problemIn(text);
      assert.match(problem, verdict);
      assert.not(problem.includes("s3cr3t"));
    });
  }

  test("names that mean something to the engine are names like others", () => {
    const parsed = parseToml({ path: "FILE", text: "[__proto__]\nx = 1\n[constructor]\ny = 1" });
    assert.equal(Object.keys(parsed), ["__proto__", "constructor"]);
    assert.is(({} as Record<string, unknown>).x, undefined);
  });

  test("every kind of value has its words", () => {
    const { v } = parseToml({ path: "FILE", text: "v = ['', 1, 1.5, true, [], {}, 2026-01-31, 9223372036854775807]" });
    assert.equal((v as unknown[]).map(natureOf), [
      "text",
      "a number",
      "a number",
      "true or false",
      "a list",
      "a table",
      "a date or a time of day",
      "a number",
    ]);
  });
});
