import type { Input } from "../input.ts";

/** Reads bits, most significant first, from what an input holds; past its end it reads zeros and remembers that. */
export class BitReader {
  readonly #input: Input;
  #word = 0;
  #count = 0;
  /** Whether more bits were asked for than the input holds. */
  overrun = false;

  constructor(input: Input) {
    this.#input = input;
  }

  /** The next `count` bits, at most 24. */
  read(count: number): number {
    while (this.#count < count) {
      const input = this.#input;
      if (input.pos < input.end) {
        this.#word = ((this.#word << 8) | (input.bytes[input.pos++] as number)) >>> 0;
      } else {
        this.overrun = true;
        this.#word = (this.#word << 8) >>> 0;
      }
      this.#count += 8;
    }
    this.#count -= count;
    return (this.#word >>> this.#count) & ((1 << count) - 1);
  }

  /** The next 32 bits. */
  read32(): number {
    return this.read(16) * 0x10000 + this.read(16);
  }

  /** Drops the bits up to the next byte. */
  align(): void {
    this.#count -= this.#count % 8;
    while (this.#count > 0) {
      this.#input.pos -= 1;
      this.#count -= 8;
    }
    this.#word = 0;
  }
}
