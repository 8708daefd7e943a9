import * as assert from "uvu/assert";
import { flagLayer } from "../../src/config/flag-layer.ts";
import { describe } from "../kit/suite.ts";
import { flags, settings } from "./settings.ts";

const said = (given: ReturnType<typeof flags>) => Object.fromEntries(flagLayer(settings, given).said);

describe("what a command line says", (test) => {
  test("values, lists and switches, each with its flag", () => {
    assert.equal(said(flags({ text: ["a"], list: ["a,b", "c"] }, "switch")), {
      "one.text": { where: "--text", texts: ["a"] },
      "two.list": { where: "--list", texts: ["a", "b", "c"] },
      "two.switch": { where: "--switch", texts: ["true"] },
    });
  });

  test("a list whose help shows no comma is not cut at commas", () =>
    assert.equal(said(flags({ many: ["a,b", "c"] }))["two.many_names"]?.texts, ["a,b", "c"]));

  test("empty values are values, to be refused", () =>
    assert.equal(said(flags({ text: [""], list: [""] })), {
      "one.text": { where: "--text", texts: [""] },
      "two.list": { where: "--list", texts: [""] },
    }));

  test("nothing of what has no flag, even where something of that name was given", () =>
    assert.equal(said(flags({ "one-secret": ["hidden"] })), {}));
});
