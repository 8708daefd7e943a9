import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { type Settled, settle } from "../../src/config/layers.ts";
import { describe } from "../kit/suite.ts";
import { flags, settings } from "./settings.ts";

const [text, standard, secret, list, many, toggle] = settings;
const file = (content: string) => ({ path: "FILE", text: content });

/** What one layer says, in a form that every layer can say; a switch cannot be off on a command line. */
const layer = fc.record(
  {
    text: fc.constantFrom("a", "b", "c"),
    standard: fc.constantFrom("usual", "d"),
    list: fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 3 }),
    switch: fc.boolean(),
  },
  { requiredKeys: [] },
);

interface Said {
  text?: string;
  standard?: string;
  list?: string[];
  switch?: boolean;
}

const asFlags = (said: Said) =>
  flags(
    {
      ...(said.text === undefined ? {} : { text: [said.text] }),
      ...(said.standard === undefined ? {} : { standard: [said.standard] }),
      ...(said.list === undefined ? {} : { list: said.list }),
    },
    ...(said.switch === true ? ["switch"] : []),
  );

const asVariables = (said: Said) => ({
  WHOFLUX_ONE_TEXT: said.text ?? "",
  WHOFLUX_ONE_STANDARD: said.standard,
  WHOFLUX_TWO_LIST: said.list?.join(","),
  WHOFLUX_TWO_SWITCH: said.switch?.toString(),
});

const asFile = (said: Said) =>
  file(
    [
      ...(said.text === undefined ? [] : [`one.text = ${JSON.stringify(said.text)}`]),
      ...(said.standard === undefined ? [] : [`one.standard = ${JSON.stringify(said.standard)}`]),
      ...(said.list === undefined ? [] : [`two.list = ${JSON.stringify(said.list)}`]),
      ...(said.switch === undefined ? [] : [`two.switch = ${said.switch}`]),
    ].join("\n"),
  );

const asSaid = (settled: Settled): Said => {
  const [one] = settled.values.get("text") ?? [];
  const names = settled.values.get("list");
  return {
    ...(one === undefined ? {} : { text: one }),
    standard: settled.values.get("standard")?.[0] ?? "nothing",
    ...(names === undefined ? {} : { list: [...names] }),
    switch: settled.switches.has("switch"),
  };
};

describe("flags over variables over a file over standards", (test) => {
  test("whoever comes first and says something is who holds", () =>
    fc.assert(
      fc.property(layer, layer, layer, (first, second, third) => {
        const settled = settle(settings, asFlags(first), asVariables(second), asFile(third));
        const spoken = first.switch === true ? first : { ...first };
        if (first.switch === false) delete spoken.switch;
        assert.equal(asSaid(settled), { standard: "usual", switch: false, ...third, ...second, ...spoken });
        assert.equal(settled.problems, []);
        const sayer =
          first.text !== undefined
            ? "--text"
            : second.text !== undefined
              ? "WHOFLUX_ONE_TEXT"
              : third.text && "FILE: one.text";
        assert.is(settled.where("text"), sayer);
      }),
      { numRuns: 500 },
    ));

  test("a switch that a variable turns off is off, whatever the file says", () => {
    const settled = settle([toggle], flags(), { WHOFLUX_TWO_SWITCH: "no" }, file("two.switch = true"));
    assert.not(settled.switches.has("switch"));
    assert.is(settled.where("switch"), "WHOFLUX_TWO_SWITCH");
  });

  test("a list takes the place of another, and is not joined to it", () => {
    const settled = settle([list], flags({ list: ["a"] }), { WHOFLUX_TWO_LIST: "b,c" });
    assert.equal(settled.values.get("list"), ["a"]);
  });

  test("what is wrong is told by whom, with rule and value, and the standard holds", () => {
    const settled = settle([standard], flags({ standard: ["NO\x1b[2J"] }), {});
    assert.equal(
      settled.problems.map(({ message }) => message),
      ["--standard: not a possible value (expected up to nine letters, found NO\\x1b[2J)"],
    );
    assert.equal(settled.values.get("standard"), ["usual"]);
    assert.is(settled.where("standard"), "--standard");
  });

  test("each wrong value of a list is told", () => {
    const { problems, values } = settle([list], flags(), { WHOFLUX_TWO_LIST: "A,b,C" });
    assert.equal(
      problems.map(({ facts }) => facts.found),
      ["A", "C"],
    );
    assert.not(values.has("list"));
  });

  test("an empty value is refused, also where there is no rule", () => {
    const { problems } = settle([text, many], flags({ text: [""], many: [""] }), {});
    assert.equal(
      problems.map(({ facts }) => facts.found),
      ["nothing", "nothing"],
    );
  });

  test("the value of a secret is not told when it is wrong", () => {
    const { problems } = settle([secret], flags(), { WHOFLUX_ONE_SECRET: "S3CR3T" });
    assert.equal(
      problems.map(({ message }) => message),
      ["WHOFLUX_ONE_SECRET: not a possible value (expected up to nine letters)"],
    );
  });

  test("a value that is laid over is not looked at, names that are none are", () => {
    const settled = settle(settings, flags({ text: ["a"] }), { WHOFLUX_ONE_TEXT: "NO" }, file("one.txt = 1"));
    assert.equal(
      settled.problems.map(({ path }) => path),
      ["FILE: one.txt"],
    );
  });

  test("what is no setting on a command line stays there", () => {
    const given = { ...flags({ format: ["json"] }, "help"), operands: ["file"] };
    const settled = settle(settings, given, {});
    assert.equal(settled.values.get("format"), ["json"]);
    assert.ok(settled.switches.has("help"));
    assert.equal(settled.operands, ["file"]);
    assert.is(settled.where("format"), undefined);
  });
});
