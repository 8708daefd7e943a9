import fc from "fast-check";
import * as assert from "uvu/assert";
import { type ErrorFacts, WhofluxError } from "../../src/model/error.ts";
import { visible } from "../../src/model/visible.ts";
import { describe } from "../kit/suite.ts";

const rendered: readonly (readonly [sentence: string, code: "E_FORMAT" | "E_CONTAINER", facts: ErrorFacts])[] = [
  ["is wrong", "E_FORMAT", {}],
  ["wtmp: is wrong", "E_FORMAT", { path: "wtmp" }],
  ["wtmp: offset 0x1f80: is wrong", "E_FORMAT", { path: "wtmp", offset: 0x1f80 }],
  ["wtmp: offset 0x10000000000000000: is wrong", "E_FORMAT", { path: "wtmp", offset: 1n << 64n }],
  ["wtmp: compressed offset 0x0: is wrong", "E_CONTAINER", { path: "wtmp", offset: 0 }],
  ["is wrong (expected one)", "E_FORMAT", { expected: "one" }],
  ["is wrong (found two)", "E_FORMAT", { found: "two" }],
  [
    "a: is wrong (expected one, found two); do it",
    "E_FORMAT",
    { path: "a", expected: "one", found: "two", cure: "do it" },
  ],
  ["a\\x0ab: is wrong (found \\x1b[2J\\u{202e})", "E_FORMAT", { path: "a\nb", found: "\x1b[2J\u202e" }],
];

describe("errors", (test) => {
  for (const [sentence, code, facts] of rendered) {
    test(`say: ${sentence}`, () => {
      const error = new WhofluxError(code, "is wrong", facts);
      assert.is(error.message, sentence);
      assert.equal([error.code, error.problem, error.facts], [code, "is wrong", facts]);
      assert.equal([error.path, error.offset, error.found], [facts.path, facts.offset, facts.found]);
      assert.equal([error.expected, error.cure], [facts.expected, facts.cure]);
    });
  }

  test("keep their cause", () => {
    const cause = new Error("below");
    assert.is(new WhofluxError("E_SOURCE", "is wrong", { cause }).cause, cause);
    assert.not("cause" in new WhofluxError("E_SOURCE", "is wrong"));
  });
});

describe("visible text", (test) => {
  const any = fc.string({ unit: "binary" });

  test("holds nothing that acts on a terminal or hides", () => {
    const property = fc.property(any, (text) => {
      for (const character of visible(text)) {
        const code = character.codePointAt(0) ?? 0;
        assert.ok(code >= 0x20 && (code < 0x7f || code > 0x9f));
        assert.not.match(character, /[\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u);
      }
    });
    fc.assert(property, { numRuns: 500 });
  });

  test("stays as it is when it is made visible again, and when nothing hides in it", () => {
    fc.assert(fc.property(any, (text) => assert.is(visible(visible(text)), visible(text))));
    assert.is(visible("C:\\log\\wtmp-ü-日本"), "C:\\log\\wtmp-ü-日本");
    assert.is(visible("\ud800\x7f\x85"), "\\u{d800}\\x7f\\x85");
  });
});
