import fc from "fast-check";
import * as assert from "uvu/assert";
import { XxHash32 } from "../../src/unix/open/lz4/xxh32.ts";
import { Crc64 } from "../../src/unix/open/xz/crc64.ts";
import { readVarint } from "../../src/unix/open/xz/varint.ts";
import { XxHash64 } from "../../src/unix/open/zstd/xxh64.ts";
import { describe } from "../kit/suite.ts";

/** Each checksum of a text that comes in pieces, as hexadecimal digits; of XXH64 the low half. */
const checksums = {
  xxh32: (pieces: readonly Uint8Array[]) => {
    const hash = new XxHash32();
    for (const piece of pieces) hash.update(piece);
    return hash.digest().toString(16).padStart(8, "0");
  },
  xxh64: (pieces: readonly Uint8Array[]) => {
    const hash = new XxHash64();
    for (const piece of pieces) hash.update(piece);
    return hash.digest32().toString(16).padStart(8, "0");
  },
  crc64: (pieces: readonly Uint8Array[]) => {
    const crc = new Crc64();
    for (const piece of pieces) crc.update(piece);
    return Buffer.from(crc.digest()).reverse().toString("hex");
  },
};

const fox = "The quick brown fox jumps over the lazy dog";

// Published for the XXH functions with seed 0 and for CRC-64/XZ.
const published = [
  ["xxh32", "", "02cc5d05"],
  ["xxh32", "123456789", "937bad67"],
  ["xxh32", fox, "e85ea4de"],
  ["xxh64", "", "51d8e999"],
  ["xxh64", "123456789", "40e6ae83"],
  ["xxh64", fox, "1fda71bc"],
  ["crc64", "", "0000000000000000"],
  ["crc64", "123456789", "995dc9bbdf1939fa"],
] as const;

describe("checksums", (test) => {
  for (const [name, text, expected] of published) {
    test(`${name} of "${text}" is the published one`, () => {
      assert.is(checksums[name]([Buffer.from(text)]), expected);
    });
  }

  test("do not depend on the pieces a text comes in", () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 90 }), { maxLength: 8 });
    const property = fc.property(pieces, (parts) => {
      for (const checksum of Object.values(checksums)) assert.is(checksum(parts), checksum([Buffer.concat(parts)]));
    });
    fc.assert(property, { numRuns: 500 });
  });
});

const varints: readonly (readonly [name: string, bytes: readonly number[], value: number | undefined])[] = [
  ["zero", [0], 0],
  ["one byte", [0x7f], 127],
  ["two bytes, the lower first", [0x80, 0x01], 128],
  ["2^53 - 1", [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f], Number.MAX_SAFE_INTEGER],
  ["2^53, which a number cannot hold exactly", [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10], undefined],
  ["no end", [0x80, 0x80], undefined],
  ["a needless zero at the end", [0x80, 0x00], undefined],
  ["nothing", [], undefined],
];

describe("numbers of xz", (test) => {
  for (const [name, bytes, value] of varints) {
    test(`${name}: ${value ?? "refused"}`, () => {
      const read = readVarint(Uint8Array.of(9, ...bytes, 7), 1, 1 + bytes.length);
      assert.equal(read, value === undefined ? undefined : { value, at: 1 + bytes.length });
    });
  }
});
