import type { Window } from "../window.ts";
import { RangeDecoder } from "./range.ts";

//  All probabilities lie in one array:
//
//  0        192    204     216     228     240        432       688        803    819     1333       1847
//  ┌────────┬──────┬───────┬───────┬───────┬──────────┬─────────┬──────────┬──────┬───────┬──────────┬──────────────┐
//  │is match│is rep│rep > 0│rep > 1│rep > 2│rep 0 long│distance │distance  │align │match  │repeated  │literals      │
//  │12 x 16 │12    │12     │12     │12     │12 x 16   │slot 4x64│tails 115 │16    │length │length    │0x300 per     │
//  │        │      │       │       │       │          │         │          │      │2+512  │2+512     │context       │
//  └────────┴──────┴───────┴───────┴───────┴──────────┴─────────┴──────────┴──────┴───────┴──────────┴──────────────┘
const IS_MATCH = 0;
const IS_REP = 192;
const IS_REP_1 = 204;
const IS_REP_2 = 216;
const IS_REP_3 = 228;
const IS_LONG = 240;
const SLOT = 432;
const TAILS = 688;
const ALIGN = 803;
const MATCH_LENGTH = 819;
const REP_LENGTH = 1333;
const LITERAL = 1847;

/** How a chunk ended: right, cut in the middle, or damaged. */
export type ChunkEnd = "whole" | "cut" | "damaged";

/** The LZMA decoder as LZMA2 uses it: chunk after chunk of known lengths, its state going on or reset between them. */
export class LzmaDecoder {
  readonly #range = new RangeDecoder();
  readonly #odds = new Uint16Array(LITERAL + (0x300 << 4));
  readonly #window: Window;
  #literalContext = 0;
  #literalMask = 0;
  #positionMask = 0;
  /** What to add to the window's position to get the number of bytes since the dictionary was reset. */
  #skew = 0;
  #state = 0;
  #rep0 = 0;
  #rep1 = 0;
  #rep2 = 0;
  #rep3 = 0;

  constructor(window: Window) {
    this.#window = window;
  }

  /** Takes the properties byte, (pb * 5 + lp) * 9 + lc; says whether it is legal in LZMA2. */
  setProperties(byte: number): boolean {
    const lc = byte % 9;
    const lp = Math.floor(byte / 9) % 5;
    if (byte > 224 || lc + lp > 4) return false;
    this.#literalContext = lc;
    this.#literalMask = (1 << lp) - 1;
    this.#positionMask = (1 << Math.floor(byte / 45)) - 1;
    return true;
  }

  /** Forgets what was learned. */
  reset(): void {
    this.#odds.fill(1024);
    this.#state = 0;
    this.#rep0 = this.#rep1 = this.#rep2 = this.#rep3 = 0;
  }

  /**
   * Unpacks the chunk at `bytes[start, end)` to `size` bytes in the window. `position`: bytes since the dictionary was
   * reset. Of a chunk that is not whole the window keeps what was certain.
   */
  run(bytes: Uint8Array, start: number, end: number, size: number, position: number): ChunkEnd {
    const range = this.#range;
    const window = this.#window;
    if (end - start < 5) return "cut";
    if (!range.start(bytes, start)) return "damaged";
    this.#skew = position - window.pos;
    const limit = window.pos + size;
    while (window.pos < limit) {
      const before = window.pos;
      const good = this.#symbol(limit);
      if (range.pos > end) {
        window.pos = before;
        return "cut";
      }
      if (!good) return "damaged";
    }
    range.normalize();
    return range.pos === end && range.code === 0 ? "whole" : "damaged";
  }

  /** Decodes a literal, a match or a repeated match; says whether it was possible. */
  #symbol(limit: number): boolean {
    const range = this.#range;
    const odds = this.#odds;
    const state = this.#state;
    const place = (this.#window.pos + this.#skew) & this.#positionMask;
    if (range.bit(odds, IS_MATCH + (state << 4) + place) === 0) {
      this.#literal();
      return true;
    }
    if (range.bit(odds, IS_REP + state) === 0) {
      this.#rep3 = this.#rep2;
      this.#rep2 = this.#rep1;
      this.#rep1 = this.#rep0;
      const length = this.#length(MATCH_LENGTH, place);
      this.#rep0 = this.#distance(length);
      this.#state = state < 7 ? 7 : 10;
      return this.#copy(length + 2, limit);
    }
    if (this.#isShortRepeat(place)) {
      this.#state = state < 7 ? 9 : 11;
      return this.#copy(1, limit);
    }
    const length = this.#length(REP_LENGTH, place);
    this.#state = state < 7 ? 8 : 11;
    return this.#copy(length + 2, limit);
  }

  #copy(length: number, limit: number): boolean {
    const distance = (this.#rep0 >>> 0) + 1;
    if (distance > this.#window.reach || this.#window.pos + length > limit) return false;
    this.#window.copy(distance, length);
    return true;
  }

  /** Chooses which earlier distance is repeated and brings it to the front; true when just one byte is. */
  #isShortRepeat(place: number): boolean {
    const range = this.#range;
    const odds = this.#odds;
    const state = this.#state;
    if (range.bit(odds, IS_REP_1 + state) === 0) return range.bit(odds, IS_LONG + (state << 4) + place) === 0;
    let chosen = this.#rep1;
    if (range.bit(odds, IS_REP_2 + state) === 1) {
      chosen = this.#rep2;
      if (range.bit(odds, IS_REP_3 + state) === 1) {
        chosen = this.#rep3;
        this.#rep3 = this.#rep2;
      }
      this.#rep2 = this.#rep1;
    }
    this.#rep1 = this.#rep0;
    this.#rep0 = chosen;
    return false;
  }

  #literal(): void {
    const range = this.#range;
    const odds = this.#odds;
    const { bytes, pos } = this.#window;
    const previous = pos === 0 ? 0 : (bytes[pos - 1] as number);
    const context =
      (((pos + this.#skew) & this.#literalMask) << this.#literalContext) + (previous >> (8 - this.#literalContext));
    const base = LITERAL + 0x300 * context;
    let symbol = 1;
    if (this.#state >= 7) {
      let match = (bytes[pos - (this.#rep0 >>> 0) - 1] ?? 0) << 1;
      let offset = 0x100;
      while (symbol < 0x100) {
        const matchBit = match & offset;
        match <<= 1;
        const bit = range.bit(odds, base + offset + matchBit + symbol);
        symbol = (symbol << 1) | bit;
        offset &= bit === 1 ? matchBit : ~matchBit;
      }
    } else {
      while (symbol < 0x100) symbol = (symbol << 1) | range.bit(odds, base + symbol);
    }
    bytes[pos] = symbol;
    this.#window.pos = pos + 1;
    this.#state = this.#state < 4 ? 0 : this.#state < 10 ? this.#state - 3 : this.#state - 6;
  }

  /** A length less 2: below 8 in 3 bits per place, below 16 in 3 more, else in 8. */
  #length(base: number, place: number): number {
    const range = this.#range;
    const odds = this.#odds;
    if (range.bit(odds, base) === 0) return range.tree(odds, base + 2 + (place << 3), 3);
    if (range.bit(odds, base + 1) === 0) return 8 + range.tree(odds, base + 130 + (place << 3), 3);
    return 16 + range.tree(odds, base + 258, 8);
  }

  /** A distance less 1, as 32 bits: a slot of 6 bits holds the top two bits and how many follow. */
  #distance(length: number): number {
    const range = this.#range;
    const odds = this.#odds;
    const slot = range.tree(odds, SLOT + (Math.min(length, 3) << 6), 6);
    if (slot < 4) return slot;
    const count = (slot >> 1) - 1;
    const top = (2 | (slot & 1)) << count;
    if (slot < 14) return top + range.reverseTree(odds, TAILS + top - slot, count);
    return (top + (range.direct(count - 4) << 4) + range.reverseTree(odds, ALIGN, 4)) | 0;
  }
}
