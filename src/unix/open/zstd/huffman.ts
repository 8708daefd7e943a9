import { BackwardBits } from "./bits.ts";
import { readFseTable } from "./fse.ts";

const MAX_BITS = 11;

/** A prefix code over bytes as one flat table: the next `width` bits index what they mean and how many of them count. */
export interface HuffmanTable {
  readonly width: number;
  readonly symbols: Uint8Array;
  readonly bits: Uint8Array;
}

/**
 * Reads the description of a code at `bytes[at, end)`: a byte, then weights as nibbles (128 and up: 127 more than there
 * are) or packed by FSE (how many bytes). The weight of the last symbol is what is missing to a power of two.
 */
export function readHuffmanTable(
  bytes: Uint8Array,
  at: number,
  end: number,
): { readonly table: HuffmanTable; readonly at: number } | undefined {
  if (at >= end) return undefined;
  const header = bytes[at] as number;
  const after = at + 1 + (header < 128 ? header : (header - 126) >> 1);
  if (after > end) return undefined;
  const weights = header < 128 ? packedWeights(bytes, at + 1, after) : nibbles(bytes, at + 1, header - 127);
  const table = weights === undefined ? undefined : tableOf(weights);
  return table === undefined ? undefined : { table, at: after };
}

function nibbles(bytes: Uint8Array, at: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const byte = bytes[at + (index >> 1)] as number;
    return index % 2 === 0 ? byte >> 4 : byte & 15;
  });
}

/** Weights from two states that take turns, until the bits run out; then each state still holds one symbol. */
function packedWeights(bytes: Uint8Array, start: number, end: number): number[] | undefined {
  const read = readFseTable(bytes, start, end, 6, 12);
  if (read === undefined) return undefined;
  const { table, at } = read;
  const reader = new BackwardBits(bytes, at, end);
  const weights: number[] = [];
  let state = reader.read(table.log);
  let other = reader.read(table.log);
  if (reader.left < 0) return undefined;
  while (weights.length < 254) {
    weights.push(table.symbols[state] as number);
    const next = table.next(state, reader);
    if (reader.left < 0) {
      weights.push(table.symbols[other] as number);
      return weights;
    }
    state = other;
    other = next;
  }
  return undefined;
}

function tableOf(weights: readonly number[]): HuffmanTable | undefined {
  const sum = weights.reduce((total, weight) => total + (weight === 0 ? 0 : 2 ** (weight - 1)), 0);
  if (sum === 0 || sum >= 1 << MAX_BITS || weights.length > 255) return undefined;
  const width = 32 - Math.clz32(sum);
  const missing = (1 << width) - sum;
  if ((missing & (missing - 1)) !== 0) return undefined;
  const all = [...weights, 32 - Math.clz32(missing)];
  const symbols = new Uint8Array(1 << width);
  const bits = new Uint8Array(1 << width);
  let at = 0;
  for (let weight = 1; weight <= width; weight++) {
    const span = 1 << (weight - 1);
    for (let symbol = 0; symbol < all.length; symbol++) {
      if (all[symbol] !== weight) continue;
      symbols.fill(symbol, at, at + span);
      bits.fill(width + 1 - weight, at, at + span);
      at += span;
    }
  }
  return { width, symbols, bits };
}

/** Unpacks the stream at `bytes[start, end)` into all of `out`; says whether it was exactly that long. */
export function unpackHuffman(
  table: HuffmanTable,
  bytes: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
): boolean {
  const { width, symbols, bits } = table;
  const mask = (1 << width) - 1;
  let left = new BackwardBits(bytes, start, end).left;
  for (let index = 0; index < out.length; index++) {
    const at = left - width;
    let state: number;
    if (at >= 0) {
      const byte = start + (at >> 3);
      const word = (bytes[byte] as number) | ((bytes[byte + 1] as number) << 8) | ((bytes[byte + 2] as number) << 16);
      state = (word >> (at & 7)) & mask;
    } else {
      // Fewer bits are left than the longest code: zeros stand for the missing ones.
      if (left <= 0) return false;
      const word = (bytes[start] as number) | ((bytes[start + 1] as number) << 8);
      state = ((word & ((1 << left) - 1)) << -at) & mask;
    }
    out[index] = symbols[state] as number;
    left -= bits[state] as number;
  }
  return left === 0;
}
