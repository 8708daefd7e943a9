import fc from "fast-check";
import * as assert from "uvu/assert";
import { wholeLines } from "../../src/model/whole-lines.ts";
import { describe } from "../kit/suite.ts";

const text = fc.array(
  fc.string({ maxLength: 12 }).map((line) => line.replaceAll("\n", "")),
  { maxLength: 30 },
);

const cut = (whole: string, limit: number): string[] =>
  [...wholeLines(Buffer.from(whole), limit)].map((piece) => Buffer.from(piece).toString());

describe("text in pieces of whole lines", (test) => {
  test("loses nothing, and every piece ends a line and is short, or is one long line", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (lines, limit) => {
        const whole = lines.map((line) => `${line}\n`).join("");
        const pieces = cut(whole, limit);
        assert.is(pieces.join(""), whole);
        for (const piece of pieces) {
          assert.ok(piece.endsWith("\n"));
          assert.ok(Buffer.byteLength(piece) <= limit || piece.indexOf("\n") === piece.length - 1, piece);
        }
      }),
    );
  });

  test("takes as many lines into a piece as there is room for", () => {
    assert.equal(cut("aa\nbb\ncc\n", 6), ["aa\nbb\n", "cc\n"]);
    assert.equal(cut("aa\nbb\ncc\n", 5), ["aa\n", "bb\n", "cc\n"]);
    assert.equal(cut("", 5), []);
  });

  test("keeps what is behind the last line feed", () => {
    assert.equal(cut("aa\nbbbbbb", 4), ["aa\n", "bbbbbb"]);
  });
});
