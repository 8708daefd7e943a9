import type { BackwardBits } from "./bits.ts";

/** A finite state entropy table: each state is a symbol, and how many bits to read and to add to what for the next state. */
export class FseTable {
  /** Size of the table as a power of two: the bits of the first state. */
  readonly log: number;
  readonly symbols: Uint8Array;
  readonly bits: Uint8Array;
  readonly bases: Uint16Array;

  private constructor(log: number) {
    this.log = log;
    this.symbols = new Uint8Array(1 << log);
    this.bits = new Uint8Array(1 << log);
    this.bases = new Uint16Array(1 << log);
  }

  /** The table of one symbol that costs no bits. */
  static single(symbol: number): FseTable {
    const table = new FseTable(0);
    table.symbols[0] = symbol;
    return table;
  }

  /** Spreads symbols over the states by their counts (-1: less than one); undefined when they do not fill the table. */
  static fromCounts(counts: ArrayLike<number>, log: number): FseTable | undefined {
    const table = new FseTable(log);
    const { symbols, bits, bases } = table;
    const size = 1 << log;
    const next = new Uint16Array(counts.length);
    let top = size;
    for (let symbol = 0; symbol < counts.length; symbol++) {
      const count = counts[symbol] as number;
      next[symbol] = Math.abs(count);
      if (count === -1) symbols[--top] = symbol;
    }
    const step = (size >> 1) + (size >> 3) + 3;
    let at = 0;
    for (let symbol = 0; symbol < counts.length; symbol++) {
      for (let left = counts[symbol] as number; left > 0; left--) {
        symbols[at] = symbol;
        do at = (at + step) & (size - 1);
        while (at >= top);
      }
    }
    if (at !== 0) return undefined;
    for (let state = 0; state < size; state++) {
      const symbol = symbols[state] as number;
      const count = next[symbol] as number;
      next[symbol] = count + 1;
      const width = log - 31 + Math.clz32(count);
      bits[state] = width;
      bases[state] = (count << width) - size;
    }
    return table;
  }

  /** The state after this one. */
  next(state: number, reader: BackwardBits): number {
    return (this.bases[state] as number) + reader.read(this.bits[state] as number);
  }
}

/**
 * Reads the description of a table at `bytes[at, end)`: log - 5 in 4 bits, then the counts, each in as few bits as what
 * remains allows; a zero is followed by 2-bit counts of more zeros. Undefined when it is damaged or `log` exceeds `maxLog`.
 */
export function readFseTable(
  bytes: Uint8Array,
  at: number,
  end: number,
  maxLog: number,
  maxSymbol: number,
): { readonly table: FseTable; readonly at: number } | undefined {
  let bit = at * 8;
  const read = (count: number): number => {
    let value = 0;
    for (let index = 0; index < count; index++, bit++) value |= (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) << index;
    return value;
  };
  const log = read(4) + 5;
  if (log > maxLog) return undefined;
  const counts: number[] = [];
  let remaining = 1 << log;
  while (remaining > 0) {
    if (counts.length > maxSymbol || bit > end * 8) return undefined;
    const width = 32 - Math.clz32(remaining + 1);
    const threshold = (1 << width) - 2 - remaining;
    let value = read(width - 1);
    if (value >= threshold) {
      value += read(1) << (width - 1);
      if (value >= 1 << (width - 1)) value -= threshold;
    }
    const count = value - 1;
    remaining -= Math.abs(count);
    counts.push(count);
    if (count !== 0) continue;
    for (let repeat = 3; repeat === 3; ) {
      repeat = read(2);
      for (let index = 0; index < repeat; index++) counts.push(0);
      if (counts.length > maxSymbol + 1) return undefined;
    }
  }
  const after = (bit + 7) >> 3;
  if (remaining !== 0 || after > end || counts.length > maxSymbol + 1) return undefined;
  const table = FseTable.fromCounts(counts, log);
  return table === undefined ? undefined : { table, at: after };
}
