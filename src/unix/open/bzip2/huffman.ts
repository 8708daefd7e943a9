import type { BitReader } from "./bits.ts";

const MAX_LENGTH = 20;

/** A canonical prefix code over up to 258 symbols with lengths of 1 to 20 bits. */
export class PrefixCode {
  // Per length: the first code beyond it, and what to take from a code to get its index in #symbols.
  readonly #limits = new Int32Array(MAX_LENGTH + 2);
  readonly #bases = new Int32Array(MAX_LENGTH + 2);
  readonly #symbols: Uint16Array;
  readonly #shortest: number;

  constructor(lengths: Uint8Array) {
    const counts = new Int32Array(MAX_LENGTH + 2);
    for (const length of lengths) counts[length] = (counts[length] as number) + 1;
    this.#symbols = new Uint16Array(lengths.length);
    this.#shortest = lengths.reduce((least, length) => Math.min(least, length), MAX_LENGTH);
    let index = 0;
    let code = 0;
    for (let length = 1; length <= MAX_LENGTH; length++) {
      this.#bases[length] = code - index;
      for (let symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] === length) this.#symbols[index++] = symbol;
      }
      code += counts[length] as number;
      this.#limits[length] = code;
      code <<= 1;
    }
  }

  /** The next symbol; -1 when the bits are no code. */
  decode(bits: BitReader): number {
    let length = this.#shortest;
    let code = bits.read(length);
    while (code >= (this.#limits[length] as number)) {
      if (++length > MAX_LENGTH) return -1;
      code = (code << 1) | bits.read(1);
    }
    return this.#symbols[code - (this.#bases[length] as number)] ?? -1;
  }
}
