import { crc32 } from "node:zlib";
import type { Notice } from "../byte-source.ts";
import { type Decoding, type Input, need, onlyZeros, want } from "../input.ts";
import { MAX_HISTORY, tooMuchHistory } from "../window.ts";
import { checkBytes, createCheck } from "./check.ts";
import { decodeLzma2 } from "./lzma2.ts";
import { readVarint, type Varint } from "./varint.ts";

const LZMA2 = 0x21;
const mismatch = "an index does not agree with the blocks before it";

/** Sums over the blocks of a stream: what its index must repeat. */
interface Totals {
  blocks: number;
  packed: number;
  unpacked: number;
}

/** Decodes xz streams, one after the other, with padding between them, with all their checks. */
export function* decodeXz(input: Input, notice: Notice): Decoding {
  do yield* decodeStream(input, notice);
  while (yield* hasNext(input));
}

/** Passes over padding, zeros in fours; says whether another stream follows. */
function* hasNext(input: Input): Generator<undefined, boolean, void> {
  const start = input.offset;
  while (yield* want(input, 4)) {
    if (input.u32() !== 0) return true;
    input.pos += 4;
  }
  if (!(yield* onlyZeros(input))) throw input.cut("a stream's header");
  if ((input.offset - start) % 4 !== 0) throw input.cut("the padding");
  return false;
}

/** header: magic 6 · flags 2 · crc 4; blocks; index; footer: crc 4 · index size / 4 - 1, 4 · flags 2 · `YZ` */
function* decodeStream(input: Input, notice: Notice): Decoding {
  yield* need(input, 12, "a stream's header");
  if (input.u32() !== 0x587a37fd || input.u8(4) !== 0x5a || input.u8(5) !== 0) throw input.fault("is not an xz stream");
  if (crcOf(input, 6, 8) !== input.u32(8)) throw input.fault("a stream's header has a wrong checksum");
  const check = input.u8(7);
  if (input.u8(6) !== 0 || check > 15) throw input.fault("a stream's header is of an unknown kind");
  if (check !== 0 && createCheck(check) === undefined) notice(`the check of kind ${check} is not verified`);
  input.pos += 12;
  const totals: Totals = { blocks: 0, packed: 0, unpacked: 0 };
  for (;;) {
    yield* need(input, 1, "a stream");
    if (input.u8() === 0) break;
    yield* decodeBlock(input, check, totals);
  }
  const indexBytes = yield* readIndex(input, totals);
  yield* need(input, 12, "a stream's footer");
  const right =
    input.u32() === crcOf(input, 4, 10) &&
    (input.u32(4) + 1) * 4 === indexBytes &&
    input.u8(8) === 0 &&
    input.u8(9) === check &&
    input.u8(10) === 0x59 &&
    input.u8(11) === 0x5a;
  if (!right) throw input.fault("a stream's footer is wrong");
  input.pos += 12;
}

function* decodeBlock(input: Input, checkKind: number, totals: Totals): Decoding {
  const start = input.offset;
  const header = yield* readBlockHeader(input);
  const dataStart = input.offset;
  const check = createCheck(checkKind);
  let unpacked = 0;
  for (const piece of decodeLzma2(input, header.dictionaryBytes)) {
    if (piece !== undefined) {
      check?.update(piece);
      unpacked += piece.length;
    }
    yield piece;
  }
  const packed = input.offset - dataStart;
  if ((header.packed ?? packed) !== packed || (header.unpacked ?? unpacked) !== unpacked) {
    throw input.fault("a block has another length than its header says");
  }
  const padding = -packed & 3;
  const size = checkBytes[checkKind] as number;
  yield* need(input, padding + size, "a block's check");
  for (let at = 0; at < padding; at++) if (input.u8(at) !== 0) throw input.fault("a block's padding is not zero");
  input.pos += padding;
  const digest = check?.digest();
  if (digest?.some((byte, at) => byte !== input.u8(at)) === true) throw input.fault("a block's check is wrong");
  input.pos += size;
  totals.blocks += 1;
  totals.packed += input.offset - start - padding;
  totals.unpacked += unpacked;
}

/** size / 4 - 1, 1 · flags 1 (filters - 1, 2 bits; sizes given, bits 6 and 7) · [packed] · [unpacked] · filters · zeros · crc 4 */
function* readBlockHeader(
  input: Input,
): Generator<undefined, { dictionaryBytes: number; packed?: number; unpacked?: number }, void> {
  const size = (input.u8() + 1) * 4;
  yield* need(input, size, "a block's header");
  if (crcOf(input, 0, size - 4) !== input.u32(size - 4)) throw input.fault("a block's header has a wrong checksum");
  const flags = input.u8(1);
  let at = 2;
  const number = (): number => {
    const read: Varint | undefined = readVarint(input.bytes, input.pos + at, input.pos + size - 4);
    if (read === undefined) throw input.fault("a block's header is damaged");
    at = read.at - input.pos;
    return read.value;
  };
  const packed = (flags & 0x40) === 0 ? undefined : number();
  const unpacked = (flags & 0x80) === 0 ? undefined : number();
  const filter = number();
  if ((flags & 3) !== 0 || filter !== LZMA2) {
    throw input.fault("uses a filter for programs", {
      expected: "LZMA2 alone",
      cure: "decompress it first with xz -d",
    });
  }
  const width = number();
  const bits = input.u8(at);
  if ((flags & 0x3c) !== 0 || width !== 1 || bits > 40) throw input.fault("a block's header is damaged");
  // 0: 4 KiB, then 6, 8, 12, 16 … up to 40: 4 GiB. Less is never needed than the content is long.
  const declared = bits === 40 ? 2 ** 32 : (2 | (bits & 1)) * 2 ** ((bits >> 1) + 11);
  const dictionaryBytes = Math.min(declared, Math.max(unpacked ?? declared, 4096));
  if (dictionaryBytes > MAX_HISTORY) throw tooMuchHistory(input, dictionaryBytes, "xz -d");
  input.pos += size;
  return { dictionaryBytes, ...(packed !== undefined && { packed }), ...(unpacked !== undefined && { unpacked }) };
}

/** 0, 1 · how many blocks · per block its size without padding and its content's · zeros to a multiple of 4 · crc 4 */
function* readIndex(input: Input, totals: Totals): Generator<undefined, number, void> {
  const start = input.offset;
  let crc = 0;
  const take = (count: number): void => {
    crc = crc32(input.bytes.subarray(input.pos, input.pos + count), crc);
    input.pos += count;
  };
  function* number(): Generator<undefined, number, void> {
    yield* want(input, 9);
    const read = readVarint(input.bytes, input.pos, input.end);
    if (read === undefined) throw input.available < 9 ? input.cut("an index") : input.fault("an index is damaged");
    take(read.at - input.pos);
    return read.value;
  }
  take(1);
  const blocks = yield* number();
  const sums = { packed: 0, unpacked: 0 };
  if (blocks !== totals.blocks) throw input.fault(mismatch, { expected: String(totals.blocks), found: String(blocks) });
  for (let left = blocks; left > 0; left--) {
    const packed = yield* number();
    const unpacked = yield* number();
    sums.packed += packed;
    sums.unpacked += unpacked;
  }
  const padding = -(input.offset - start) & 3;
  yield* need(input, padding + 4, "an index");
  take(padding);
  if (crc !== input.u32()) throw input.fault("an index has a wrong checksum");
  if (sums.packed !== totals.packed || sums.unpacked !== totals.unpacked) throw input.fault(mismatch);
  input.pos += 4;
  return input.offset - start;
}

function crcOf(input: Input, start: number, end: number): number {
  return crc32(input.bytes.subarray(input.pos + start, input.pos + end));
}
