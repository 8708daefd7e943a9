import * as assert from "uvu/assert";
import { type Environment, variableLayer } from "../../src/config/variable-layer.ts";
import { describe } from "../kit/suite.ts";
import { settings } from "./settings.ts";

const said = (environment: Environment) => Object.fromEntries(variableLayer(settings, [], environment).said);
const problems = (environment: Environment) =>
  variableLayer(settings, [], environment).problems.map(({ message }) => message);

describe("what variables say", (test) => {
  test("texts as they are, lists with commas, each with its variable", () => {
    assert.equal(said({ WHOFLUX_ONE_TEXT: "a,b", WHOFLUX_TWO_LIST: "a, b,,c", WHOFLUX_TWO_MANY_NAMES: "x" }), {
      "one.text": { where: "WHOFLUX_ONE_TEXT", texts: ["a,b"] },
      "two.list": { where: "WHOFLUX_TWO_LIST", texts: ["a", "b", "c"] },
      "two.many_names": { where: "WHOFLUX_TWO_MANY_NAMES", texts: ["x"] },
    });
  });

  for (const [words, texts] of [
    [["true", "1", "yes", "YES"], ["true"]],
    [["false", "0", "no", "False"], ["false"]],
  ] as const) {
    test(`a switch is ${texts[0]} by ${words.join(", ")}`, () => {
      for (const word of words) assert.equal(said({ WHOFLUX_TWO_SWITCH: word })["two.switch"]?.texts, texts);
    });
  }

  test("another word is no switch", () =>
    assert.equal(problems({ WHOFLUX_TWO_SWITCH: "on\x1b" }), [
      "WHOFLUX_TWO_SWITCH: not a possible value (expected true or false, found on\\x1b)",
    ]));

  test("an empty variable, known or not, is as if it were not there", () => {
    const environment = { WHOFLUX_ONE_TEXT: "", WHOFLUX_TWO_SWITCH: "", WHOFLUX_TWO_LIST: " ,", WHOFLUX_ONE_TXT: "" };
    assert.equal([said(environment), problems(environment)], [{}, []]);
  });

  test("a name that begins like ours and is none is told, with what was meant, and without its value", () =>
    assert.equal(problems({ WHOFLUX_ONE_TXT: "hidden", WHOFLUX_TWO_COLOUR: "hidden" }), [
      "WHOFLUX_ONE_TXT: no such variable; did you mean WHOFLUX_ONE_TEXT?",
      "WHOFLUX_TWO_COLOUR: no such variable; `whoflux config` shows what there is",
    ]));

  test("other variables are nobody's business", () =>
    assert.equal(problems({ WHOFLUX_THREE_X: "1", WHOFLUX_ONE: "1", WHOFLUX_ONEX_TEXT: "1", PATH: "/bin" }), []));

  test("settings of other commands are known, and say nothing here", () => {
    const layer = variableLayer(settings.slice(0, 1), settings, { WHOFLUX_TWO_LIST: "a" });
    assert.equal([layer.said.size, layer.problems.length], [0, 0]);
  });
});
