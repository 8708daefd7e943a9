import fc from "fast-check";
import * as assert from "uvu/assert";
import { cutLines, fittingLines, PAYLOAD_BYTES } from "../../src/spool/cut-lines.ts";
import { FRAME_HEADER, type FrameHeader, frameHeaderOf, putFrameHeader } from "../../src/spool/frame.ts";
import { segmentHeaderBytes, segmentHeaderOf, segmentName, segmentNumberOf } from "../../src/spool/segment-header.ts";
import { describe } from "../kit/suite.ts";

const count = fc.nat(Number.MAX_SAFE_INTEGER);
const word = fc.nat(0xffffffff);
const headers: fc.Arbitrary<FrameHeader> = fc
  .record({
    isVoid: fc.boolean(),
    bytes: word,
    sum: word,
    lines: word,
    time: fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
    line: count,
    mark: fc.option(fc.record({ feed: fc.integer({ min: 1, max: 255 }), value: count }), { nil: undefined }),
  })
  .map(({ mark, ...rest }) => (mark === undefined ? { ...rest } : { ...rest, mark: { ...mark } }));

const lines = fc.array(
  fc.oneof({ weight: 20, arbitrary: fc.nat(300) }, fc.integer({ min: PAYLOAD_BYTES - 2, max: 2 * PAYLOAD_BYTES })),
  { maxLength: 40 },
);

function textOf(lengths: readonly number[]): Buffer {
  return Buffer.concat(lengths.map((length, index) => Buffer.from(`${String(index % 10).repeat(length)}\n`)));
}

describe("the header of a frame", (test) => {
  test("is read as it was written, wherever it stands", () => {
    fc.assert(
      fc.property(headers, fc.nat(20), (header, at) => {
        const bytes = Buffer.alloc(at + FRAME_HEADER, 7);
        putFrameHeader(bytes, at, header);
        assert.equal(frameHeaderOf(bytes.subarray(at)), header);
      }),
    );
  });

  test("is none with any bit changed, or cut short", () => {
    fc.assert(
      fc.property(headers, fc.nat(FRAME_HEADER * 8 - 1), (header, bit) => {
        const bytes = Buffer.alloc(FRAME_HEADER);
        putFrameHeader(bytes, 0, header);
        assert.is(frameHeaderOf(bytes.subarray(0, bit >> 3)), undefined);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        assert.is(frameHeaderOf(bytes), undefined);
      }),
    );
  });
});

describe("the header of a segment", (test) => {
  test("is read as it was written, and none with any bit changed", () => {
    fc.assert(
      fc.property(count, count, fc.nat(255), (line, previousEnd, bit) => {
        const bytes = segmentHeaderBytes({ line, previousEnd });
        assert.equal(segmentHeaderOf(bytes), { line, previousEnd });
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        assert.is(segmentHeaderOf(bytes), undefined);
      }),
    );
  });

  test("stands in a file whose name is its number, and no other name is one", () => {
    fc.assert(fc.property(fc.nat(10 ** 14), (number) => assert.is(segmentNumberOf(segmentName(number)), number)));
    for (const name of ["1.seg", "000000001.seg", "00000001.seg.bak", "acknowledged", "0000000x.seg"]) {
      assert.is(segmentNumberOf(name), undefined, name);
    }
  });
});

describe("text that is cut into payloads", (test) => {
  test("is the same text, in whole lines, each payload as small as a line allows", () => {
    fc.assert(
      fc.property(lines, (lengths) => {
        const text = textOf(lengths);
        const payloads = cutLines(text, "spool");
        assert.ok(Buffer.concat(payloads.map((payload) => payload.text)).equals(text));
        for (const payload of payloads) {
          assert.is(payload.text.toString("latin1").split("\n").length - 1, payload.lines);
          assert.is(payload.text.at(-1), 10);
          assert.ok(payload.text.length <= PAYLOAD_BYTES || payload.lines === 1);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("fits into a batch by whole lines within both limits, the first whatever its length", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 1, maxLength: 30 }),
        fc.nat(40),
        fc.nat(600),
        (lengths, maxLines, maxBytes) => {
          const text = textOf(lengths);
          const fitting = fittingLines(text, { maxLines, maxBytes }, "possibly none");
          const ends = lengths.map((_, index) => textOf(lengths.slice(0, index + 1)).length);
          const expected = ends.filter((end, index) => index < maxLines && end <= maxBytes);
          assert.is(fitting.lines, expected.length);
          assert.is(fitting.text.length, expected.at(-1) ?? 0);
          assert.ok(fittingLines(text, { maxLines: 1, maxBytes }, "at least one").lines === 1);
        },
      ),
    );
  });
});
