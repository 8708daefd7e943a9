import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { Lines } from "../../../src/sinks/influx/lines.ts";
import { describe } from "../../kit/suite.ts";

describe("lines of a text", (test) => {
  test("are all of its bytes, whatever they are, with an LF at the end of each but perhaps the last", async () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map((some) => some.map((byte) => (byte % 5 === 0 ? 0x0a : byte)));
    await fc.assert(
      fc.asyncProperty(bytes, async (text) => {
        const lines = new Lines(text);
        const parts = Array.from({ length: lines.count }, (_, index) => lines.line(index));
        assert.equal(Uint8Array.from(Buffer.concat(parts)), Uint8Array.from(text));
        for (const part of parts.slice(0, -1)) assert.is(part.indexOf(0x0a), part.length - 1);
        assert.ok(parts.every((part) => part.length > 0));
      }),
    );
  });

  test("are joined in the order that is asked for", () => {
    const lines = new Lines(new TextEncoder().encode("a\nbé\n\nc"));
    assert.is(lines.count, 4);
    assert.is(new TextDecoder().decode(lines.join([0, 1, 3])), "a\nbé\nc");
    assert.is(lines.join([0, 1, 2, 3]), lines.text);
    assert.equal(
      [0, 1, 2, 3].map((index) => lines.textOf(index)),
      ["a", "bé", "", "c"],
    );
    assert.is(new Lines(new Uint8Array(0)).count, 0);
  });
});
