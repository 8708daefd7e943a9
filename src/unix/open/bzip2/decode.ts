import type { Notice } from "../byte-source.ts";
import { type Decoding, type Input, need, onlyZeros, want } from "../input.ts";
import { BitReader } from "./bits.ts";
import { readBlock } from "./block.ts";
import { BlockText } from "./text.ts";

const BLOCK_UNIT = 100_000;
const PIECE = 64 * 1024;

/** Decodes bzip2 streams, one after the other (`pbzip2` writes many), with the checksums of blocks and streams. */
export function* decodeBzip2(input: Input, notice: Notice): Decoding {
  yield* decodeStream(input);
  while (!(yield* onlyZeros(input))) {
    yield* want(input, 4);
    if (!isStream(input)) return notice("bytes behind the bzip2 data are ignored");
    yield* decodeStream(input);
  }
}

function isStream(input: Input): boolean {
  const head = String.fromCharCode(...input.bytes.subarray(input.pos, Math.min(input.end, input.pos + 4)));
  return /^BZh[1-9]$/.test(head);
}

/** `BZh`, level 1-9, blocks bit after bit, each behind a magic of 48 bits; the end has another, and a CRC of CRCs. */
function* decodeStream(input: Input): Decoding {
  yield* need(input, 4, "a stream's header");
  const largest = (input.u8(3) - 0x30) * BLOCK_UNIT;
  input.pos += 4;
  const links = new Uint32Array(largest);
  const piece = new Uint8Array(PIECE);
  const bits = new BitReader(input);
  let combined = 0;
  for (;;) {
    // A block has no length in front: the most it can take is 20 bits a symbol, and its tables.
    yield* want(input, largest * 2.5 + PIECE);
    const start = input.offset;
    const magic = bits.read(24) * 2 ** 24 + bits.read(24);
    if (magic === 0x177245385090) break;
    if (bits.overrun) throw input.cut("a stream");
    if (magic !== 0x314159265359) throw input.fault("a block has a wrong magic", { offset: start });
    const block = readBlock(bits, links);
    if (bits.overrun) throw input.cut("a block");
    if (typeof block === "string") throw input.fault(`a block is damaged: ${block}`, { offset: start });
    const text = new BlockText(block);
    for (let count = text.fill(piece); count > 0; count = text.fill(piece)) yield piece.subarray(0, count);
    if (text.crc !== block.crc) throw input.fault("a block's checksum is wrong", { offset: start });
    combined = ((combined << 1) | (combined >>> 31)) ^ block.crc;
  }
  const crc = bits.read32();
  if (bits.overrun) throw input.cut("a stream's checksum");
  bits.align();
  if (crc !== combined >>> 0) throw input.fault("a stream's checksum is wrong");
}
