import fc from "fast-check";
import * as assert from "uvu/assert";
import { WaitingText } from "../../src/deliver/waiting-text.ts";
import { cutOf, headOf, linesIn } from "../../src/model/whole-lines.ts";
import { describe } from "../kit/suite.ts";

const line = fc.string({ maxLength: 30 }).map((text) => `${text.replaceAll("\n", " ")}\n`);
const text = fc.array(line, { maxLength: 50 }).map((lines) => lines.join(""));
const limits = fc.record({ maxLines: fc.integer({ min: 1, max: 20 }), maxBytes: fc.integer({ min: 1, max: 300 }) });

describe("lines of a text", (test) => {
  test("are counted, and the first is shown up to some bytes", () => {
    assert.equal(
      ["", "\n", "a\n", "a\nb\n"].map((some) => linesIn(Buffer.from(some))),
      [0, 1, 1, 2],
    );
    assert.equal(
      [headOf(Buffer.from("abc\nd\n"), 10), headOf(Buffer.from("abc\nd\n"), 2), headOf(Buffer.from("abc"), 10)].map(
        String,
      ),
      ["abc", "ab", "abc"],
    );
  });

  test("are cut behind as many as fit, and behind one in any case", () => {
    fc.assert(
      fc.property(text, limits, (whole, { maxLines, maxBytes }) => {
        const all = Buffer.from(whole);
        const { bytes, lines } = cutOf(all, maxLines, maxBytes);
        assert.is(linesIn(all.subarray(0, bytes)), lines);
        assert.ok(bytes === 0 || all[bytes - 1] === 0x0a);
        assert.ok(lines <= maxLines && (lines <= 1 || bytes <= maxBytes));
        const next = all.indexOf(0x0a, bytes) + 1;
        assert.ok(next === 0 || lines === maxLines || (lines > 0 && next > maxBytes), "one more would have fitted");
      }),
    );
  });

  test("that wait come out as they went in, whatever their pieces were", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 10 }), limits, (pieces, { maxLines, maxBytes }) => {
        const waiting = new WaitingText();
        const out: Uint8Array[] = [];
        for (const piece of pieces) waiting.add(Buffer.from(piece));
        for (let batch = waiting.take(maxLines, maxBytes); batch; batch = waiting.take(maxLines, maxBytes)) {
          assert.is(linesIn(batch.text), batch.lines);
          assert.ok(batch.lines <= maxLines && (batch.lines === 1 || batch.text.length <= maxBytes));
          out.push(batch.text);
        }
        assert.is(Buffer.concat(out).toString(), pieces.join(""));
        assert.is(waiting.bytes, 0);
      }),
    );
  });
});
