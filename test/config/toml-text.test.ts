import * as fc from "fast-check";
import { parse } from "smol-toml";
import * as assert from "uvu/assert";
import { tomlOfRow, tomlText, tomlValue } from "../../src/config/toml-text.ts";
import { visible } from "../../src/model/visible.ts";
import { describe } from "../kit/suite.ts";

describe("values as the file has them", (test) => {
  test("a text is read back as it was, and nothing in it acts or hides on a terminal", () => {
    return fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const written = tomlText(text);
        assert.equal(parse(`v = ${written}`).v, text);
        assert.is(visible(written), written);
      }),
      { numRuns: 500 },
    );
  });

  test("a lone surrogate, which TOML cannot hold, is replaced", () =>
    assert.is(parse(`v = ${tomlText("a\ud800b")}`).v, "a\ufffdb"));

  test("a switch is bare, a list in brackets, and a row's list is written with commas", () => {
    assert.is(tomlValue({}, ["true"]), "true");
    assert.is(tomlValue({ value: "NAME", repeatable: true }, ["a,b", 'c"']), '["a,b", "c\\""]');
    assert.is(tomlValue({ value: "NAME" }, ["a"]), '"a"');
    const row = { key: "a.b", name: "b", help: "", value: "NAME", repeatable: true } as const;
    assert.is(tomlOfRow(row, "a, b"), '["a", "b"]');
  });
});
