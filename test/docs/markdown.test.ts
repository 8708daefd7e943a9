import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { difference, section, words } from "./markdown.ts";

const page = "# Top\nintro\n## One\na `x`\n### Inside\nb\n## Two\nc";

describe("what the tests of documents are made of", (test) => {
  test("a section ends where one of its rank begins", () => {
    assert.is(section(page, "One"), "a `x`\n### Inside\nb");
    assert.is(section(page, "Two"), "c");
  });

  test("a heading that is not there is an error", () => assert.throws(() => section(page, "Three"), /Three/));

  test("a word counts once", () => assert.equal(words("a b a", /\w/g), ["a", "b"]));

  test("a difference says which side lacks what", () => {
    assert.equal(difference(["a", "b"], ["b", "c"]), ["a is not documented", "c is documented, but does not exist"]);
    assert.equal(difference(["a"], ["a"]), []);
  });
});
