import type { Window } from "../window.ts";
import { BackwardBits } from "./bits.ts";
import { FseTable, readFseTable } from "./fse.ts";
import { BLOCK_BYTES, type Literals } from "./literals.ts";

/** One of the three codes of a sequence: its default table, the limits of others, what its symbols mean. */
interface Code {
  readonly maxLog: number;
  readonly defaults: FseTable;
  readonly bases: Float64Array;
  readonly extras: Uint8Array;
}

/** Symbols mean `base + extra bits`, bases following from the widths: up to `plain` each is itself plus `least`. */
function code(
  maxLog: number,
  log: number,
  least: number,
  plain: number,
  widths: readonly number[],
  counts: string,
): Code {
  const extras = Uint8Array.from([...new Array<number>(plain).fill(0), ...widths]);
  const bases = new Float64Array(extras.length);
  for (let symbol = 0, base = least; symbol < extras.length; symbol++) {
    bases[symbol] = base;
    base += 2 ** (extras[symbol] as number);
  }
  const defaults = FseTable.fromCounts(counts.split(" ").map(Number), log) as FseTable;
  return { maxLog, defaults, bases, extras };
}

const literalLengths = code(
  9,
  6,
  0,
  16,
  [1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
  "4 3 2 2 2 2 2 2 2 2 2 2 2 1 1 1 2 2 2 2 2 2 2 2 2 3 2 1 1 1 1 1 -1 -1 -1 -1",
);
const matchLengths = code(
  9,
  6,
  3,
  32,
  [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
  `1 4 3 2 2 2 2 2 2${" 1".repeat(37)} -1 -1 -1 -1 -1 -1 -1`,
);
const offsets = code(
  8,
  5,
  1,
  0,
  Array.from({ length: 32 }, (_, width) => width),
  `1 1 1 1 1 1 2 2 2${" 1".repeat(15)} -1 -1 -1 -1 -1`,
);

/** Copies literals and earlier bytes to the output as a block's sequences say; keeps what later blocks may use again. */
export class Sequences {
  #lengths: FseTable | undefined;
  #offsets: FseTable | undefined;
  #matches: FseTable | undefined;
  readonly #recent = [1, 4, 8];
  #at = 0;

  /** Runs the sequences section at `bytes[at, end)`; says whether it was whole and right. */
  run(bytes: Uint8Array, at: number, end: number, literals: Literals, window: Window): boolean {
    const count = this.#readCount(bytes, at, end);
    if (count === undefined) return false;
    const limit = window.pos + BLOCK_BYTES;
    if (count > 0) {
      const ready = this.#readTables(bytes, end);
      if (!ready) return false;
    } else if (this.#at !== end) {
      return false;
    }
    const used = count === 0 ? 0 : this.#execute(bytes, end, count, literals, window, limit);
    if (used === undefined || window.pos + literals.length - used > limit) return false;
    window.bytes.set(literals.bytes.subarray(used, literals.length), window.pos);
    window.pos += literals.length - used;
    return true;
  }

  #readCount(bytes: Uint8Array, at: number, end: number): number | undefined {
    const first = bytes[at] as number;
    const width = first < 128 ? 1 : first < 255 ? 2 : 3;
    if (at + width > end) return undefined;
    this.#at = at + width;
    if (width === 1) return first;
    const second = bytes[at + 1] as number;
    return width === 2 ? ((first - 128) << 8) + second : second + ((bytes[at + 2] as number) << 8) + 0x7f00;
  }

  #readTables(bytes: Uint8Array, end: number): boolean {
    const modes = this.#at < end ? (bytes[this.#at++] as number) : 3;
    if ((modes & 3) !== 0) return false;
    this.#lengths = this.#readTable(bytes, end, modes >> 6, literalLengths, this.#lengths);
    this.#offsets = this.#lengths && this.#readTable(bytes, end, (modes >> 4) & 3, offsets, this.#offsets);
    this.#matches = this.#offsets && this.#readTable(bytes, end, (modes >> 2) & 3, matchLengths, this.#matches);
    return this.#matches !== undefined;
  }

  /** Mode 0: the default; 1: one symbol; 2: described here; 3: the one of the last block. */
  #readTable(
    bytes: Uint8Array,
    end: number,
    mode: number,
    code: Code,
    last: FseTable | undefined,
  ): FseTable | undefined {
    if (mode === 0) return code.defaults;
    if (mode === 3) return last;
    if (mode === 2) {
      const read = readFseTable(bytes, this.#at, end, code.maxLog, code.extras.length - 1);
      if (read !== undefined) this.#at = read.at;
      return read?.table;
    }
    const symbol = this.#at < end ? (bytes[this.#at++] as number) : 255;
    return symbol < code.extras.length ? FseTable.single(symbol) : undefined;
  }

  /** Answers how many literals were used, undefined when a sequence is wrong. */
  #execute(
    bytes: Uint8Array,
    end: number,
    count: number,
    literals: Literals,
    window: Window,
    limit: number,
  ): number | undefined {
    const [lengths, offsetCodes, matches] = [this.#lengths, this.#offsets, this.#matches];
    if (lengths === undefined || offsetCodes === undefined || matches === undefined) return undefined;
    const reader = new BackwardBits(bytes, this.#at, end);
    let lengthState = reader.read(lengths.log);
    let offsetState = reader.read(offsetCodes.log);
    let matchState = reader.read(matches.log);
    let used = 0;
    for (let index = 0; index < count; index++) {
      const lengthCode = lengths.symbols[lengthState] as number;
      const offsetCode = offsetCodes.symbols[offsetState] as number;
      const matchCode = matches.symbols[matchState] as number;
      const value = 2 ** offsetCode + reader.read(offsetCode);
      const matchLength =
        (matchLengths.bases[matchCode] as number) + reader.read(matchLengths.extras[matchCode] as number);
      const length =
        (literalLengths.bases[lengthCode] as number) + reader.read(literalLengths.extras[lengthCode] as number);
      const distance = this.#distance(value, length);
      if (used + length > literals.length || window.pos + length + matchLength > limit) return undefined;
      copyLiterals(literals.bytes, used, length, window);
      used += length;
      if (distance <= 0 || distance > window.reach) return undefined;
      window.copy(distance, matchLength);
      if (index === count - 1) break;
      lengthState = lengths.next(lengthState, reader);
      matchState = matches.next(matchState, reader);
      offsetState = offsetCodes.next(offsetState, reader);
    }
    return reader.left === 0 ? used : undefined;
  }

  /** Values 1 to 3 mean recent distances, the next older ones when no literals precede; larger ones are 3 too many. */
  #distance(value: number, literalLength: number): number {
    const recent = this.#recent;
    const [first = 0, second = 0] = recent;
    const index = value > 3 ? 3 : value - 1 + (literalLength === 0 ? 1 : 0);
    if (index === 0) return first;
    const distance = value > 3 ? value - 3 : index === 3 ? first - 1 : (recent[index] as number);
    if (index > 1) recent[2] = second;
    recent[1] = first;
    recent[0] = distance;
    return distance;
  }
}

function copyLiterals(literals: Uint8Array, from: number, length: number, window: Window): void {
  const { bytes, pos } = window;
  if (length > 32) bytes.set(literals.subarray(from, from + length), pos);
  else for (let index = 0; index < length; index++) bytes[pos + index] = literals[from + index] as number;
  window.pos = pos + length;
}
