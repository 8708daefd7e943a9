import * as assert from "uvu/assert";
import { fileLayer } from "../../src/config/file-layer.ts";
import { describe } from "../kit/suite.ts";
import { settings } from "./settings.ts";

const layerOf = (text: string) => fileLayer(settings, [], { path: "FILE", text });
const said = (text: string) => Object.fromEntries(layerOf(text).said);
const problems = (text: string) => layerOf(text).problems.map(({ message }) => message);

describe("what a file says", (test) => {
  test("texts, lists and switches, each with file and key", () => {
    assert.equal(said('[one]\ntext = "a"\n[two]\nlist = ["a", "b"]\nmany_names = ["x,y"]\nswitch = false'), {
      "one.text": { where: "FILE: one.text", texts: ["a"] },
      "two.list": { where: "FILE: two.list", texts: ["a", "b"] },
      "two.many_names": { where: "FILE: two.many_names", texts: ["x,y"] },
      "two.switch": { where: "FILE: two.switch", texts: ["false"] },
    });
  });

  test("a list may be one text with commas, and an empty one says nothing", () =>
    assert.equal(said('two.list = "a, b"\ntwo.many_names = []'), {
      "two.list": { where: "FILE: two.list", texts: ["a", "b"] },
    }));

  test("a number stands for its digits where the rule takes them", () => {
    const version = { ...settings[0], rule: { expected: "1 or 2", accepts: (text: string) => text === "2" } };
    const layer = (value: string) => fileLayer([version], [], { path: "FILE", text: `[one]\ntext = ${value}` });
    assert.equal(layer("2").said.get("one.text")?.texts, ["2"]);
    assert.is(layer("3").problems.length, 1);
    assert.is(layer("99999999999999999999999999").problems.length, 1);
  });

  for (const [text, verdict] of [
    [
      "[one]\ntext = 1",
      "FILE: one.text: the wrong kind of value (expected text in quotes: up to nine letters, found a number)",
    ],
    [
      "[one]\ntext = ['a']",
      "FILE: one.text: the wrong kind of value (expected text in quotes: up to nine letters, found a list)",
    ],
    [
      "[one.text]\na = 1",
      "FILE: one.text: the wrong kind of value (expected text in quotes: up to nine letters, found a table)",
    ],
    [
      "[two]\nmany_names = [1]",
      "FILE: two.many_names: the wrong kind of value (expected a list of texts in quotes, found a list)",
    ],
    ["[two]\nswitch = 'true'", "FILE: two.switch: the wrong kind of value (expected true or false, found text)"],
    ["[one]\ntxt = 's3cr3t'", "FILE: one.txt: no such key; did you mean one.text?"],
    ["[one]\ncolour = 's3cr3t'", "FILE: one.colour: no such key; `whoflux config` shows what there is"],
    ["text = 's3cr3t'", "FILE: text: a key outside of any section; did you mean one.text?"],
    ["colour = 's3cr3t'", "FILE: colour: a key outside of any section; `whoflux config` shows what there is"],
    ["[on]\ntext = 's3cr3t'", "FILE: on: no such section (expected [one], [two]); did you mean [one]?"],
    ["[three]", "FILE: three: no such section (expected [one], [two])"],
    ["[[one]]\ntext = 's3cr3t'", "FILE: one: the wrong kind of value (expected a section, [one], found a list)"],
    [
      "one = 2026-01-31",
      "FILE: one: the wrong kind of value (expected a section, [one], found a date or a time of day)",
    ],
    ['"\\u001b[2J" = 1', "FILE: \\x1b[2J: a key outside of any section; `whoflux config` shows what there is"],
    ["[__proto__]\ntext = 1", "FILE: __proto__: no such section (expected [one], [two])"],
  ] as const) {
    test(`is told: ${verdict.slice(6)}`, () => assert.equal(problems(text), [verdict]));
  }

  test("every problem is told, and what is right holds all the same", () => {
    const text = "[one]\ntxt = 1\ntext = 'a'\nstandard = true\n[three]\n";
    assert.is(problems(text).length, 3);
    assert.equal(Object.keys(said(text)), ["one.text"]);
  });

  test("a name of any length is told in one short line", () => {
    const [problem = ""] = problems(`[one]\n${"x".repeat(100_000)} = 1`);
    assert.ok(problem.length < 250);
  });

  test("settings of other commands are known, and say nothing here", () => {
    const file = { path: "FILE", text: '[one]\ntext = "a"\n[two]\nlist = "b"\nswitch = "no switch"' };
    const layer = fileLayer(settings.slice(0, 1), settings.slice(1), file);
    assert.equal([...layer.said.keys()], ["one.text"]);
    assert.is(layer.problems.length, 1);
  });
});
