import type { BitReader } from "./bits.ts";
import { PrefixCode } from "./huffman.ts";

const RUN_A = 0;
const RUN_B = 1;
const GROUP = 50;

/** A block as the file holds it: its bytes sorted (Burrows-Wheeler), each with a link to the one that follows it. */
export interface SortedBlock {
  /** Low 8 bits: the byte; the rest: the index of its successor. */
  readonly links: Uint32Array;
  readonly length: number;
  readonly first: number;
  /** CRC of the block's text, as the file says. */
  readonly crc: number;
}

/**
 * Reads a block, its magic already taken: crc 32 · randomised 1 · origin 24 · used bytes 16 + 16 per set bit · codes 3 ·
 * selectors 15 · the selectors, move-to-front, unary · per code its lengths as differences · the symbols.
 *
 * `links` is memory to work in, as large as the largest block. Answers what is wrong, as a phrase, when the block is damaged.
 */
export function readBlock(bits: BitReader, links: Uint32Array): SortedBlock | string {
  const crc = bits.read32();
  if (bits.read(1) === 1) return "it is randomised, as bzip2 did before 1996";
  const origin = bits.read(24);
  const used = readUsedBytes(bits);
  if (used.length === 0) return "it uses no byte";
  const codeCount = bits.read(3);
  const selectorCount = bits.read(15);
  if (codeCount < 2 || codeCount > 6 || selectorCount === 0) return "it has no codes";
  const selectors = readSelectors(bits, selectorCount, codeCount);
  if (selectors === undefined) return "a selector is wrong";
  const codes: PrefixCode[] = [];
  for (let index = 0; index < codeCount; index++) {
    const lengths = readLengths(bits, used.length + 2);
    if (lengths === undefined) return "a code length is wrong";
    codes.push(new PrefixCode(lengths));
  }
  const length = readSymbols(bits, used, selectors, codes, links);
  if (typeof length === "string") return length;
  if (origin >= length) return "its origin is outside";
  return { links, length, first: link(links, length, origin), crc };
}

function readUsedBytes(bits: BitReader): Uint8Array {
  const used: number[] = [];
  const groups = bits.read(16);
  for (let group = 0; group < 16; group++) {
    if ((groups & (0x8000 >> group)) === 0) continue;
    const members = bits.read(16);
    for (let member = 0; member < 16; member++) {
      if ((members & (0x8000 >> member)) !== 0) used.push(group * 16 + member);
    }
  }
  return Uint8Array.from(used);
}

function readSelectors(bits: BitReader, count: number, codeCount: number): Uint8Array | undefined {
  const order = Uint8Array.from({ length: codeCount }, (_, index) => index);
  const selectors = new Uint8Array(count);
  for (let index = 0; index < count; index++) {
    let position = 0;
    while (bits.read(1) === 1) if (++position >= codeCount) return undefined;
    selectors[index] = toFront(order, position);
  }
  return selectors;
}

function readLengths(bits: BitReader, count: number): Uint8Array | undefined {
  const lengths = new Uint8Array(count);
  let length = bits.read(5);
  for (let symbol = 0; symbol < count; symbol++) {
    for (;;) {
      if (length < 1 || length > 20) return undefined;
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
      if (bits.overrun) return undefined;
    }
    lengths[symbol] = length;
  }
  return lengths;
}

/** Undoes the prefix codes, the zero runs and move-to-front; fills the low bytes of `links`. Answers how many. */
function readSymbols(
  bits: BitReader,
  used: Uint8Array,
  selectors: Uint8Array,
  codes: readonly PrefixCode[],
  links: Uint32Array,
): number | string {
  const order = used.slice();
  const end = used.length + 1;
  let length = 0;
  let run = 0;
  let weight = 1;
  for (const selector of selectors) {
    const code = codes[selector] as PrefixCode;
    for (let left = GROUP; left > 0; left--) {
      const symbol = code.decode(bits);
      if (symbol < 0 || bits.overrun) return bits.overrun ? "it ends too early" : "it holds bits that are no code";
      if (symbol === RUN_A || symbol === RUN_B) {
        run += weight << symbol;
        weight *= 2;
        if (run > links.length) return "it is too long";
        continue;
      }
      if (run > links.length - length) return "it is too long";
      links.fill(order[0] as number, length, length + run);
      length += run;
      run = 0;
      weight = 1;
      if (symbol === end) return length;
      if (length === links.length) return "it is too long";
      links[length++] = toFront(order, symbol - 1);
    }
  }
  return "it has no end";
}

/** Moves the element at `position` to the front and answers it. */
function toFront(order: Uint8Array, position: number): number {
  const value = order[position] as number;
  if (position < 32) for (let at = position; at > 0; at--) order[at] = order[at - 1] as number;
  else order.copyWithin(1, 0, position);
  order[0] = value;
  return value;
}

/** Links each byte to the one that follows it in the text; answers where the text begins. */
function link(links: Uint32Array, length: number, origin: number): number {
  const starts = new Uint32Array(256);
  for (let at = 0; at < length; at++) {
    const byte = (links[at] as number) & 0xff;
    starts[byte] = (starts[byte] as number) + 1;
  }
  let sum = 0;
  for (let byte = 0; byte < 256; byte++) {
    const count = starts[byte] as number;
    starts[byte] = sum;
    sum += count;
  }
  for (let at = 0; at < length; at++) {
    const byte = (links[at] as number) & 0xff;
    const to = starts[byte] as number;
    starts[byte] = to + 1;
    links[to] = ((links[to] as number) & 0xff) | (at << 8);
  }
  return (links[origin] as number) >>> 8;
}
