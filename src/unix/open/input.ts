import { type ErrorFacts, WhofluxError } from "../../model/error.ts";

const FIRST_BYTES = 64 * 1024;

/** Readers of bits load whole words: that many bytes behind `end` are always memory. */
const SLACK = 8;

/**
 * Compressed bytes on their way into a decoder: those from `pos` to `end` of `bytes` have come and are not used yet.
 * The buffer grows to what a decoder asks for in one piece, never to the size of the file.
 */
export class Input {
  bytes = new Uint8Array(FIRST_BYTES);
  pos = 0;
  end = 0;
  /** Whether the file has no more bytes than these. */
  ended = false;
  /** How many bytes the decoder needs in one piece. */
  wanted = 0;
  #base = 0;

  get available(): number {
    return this.end - this.pos;
  }

  /** The place of `pos` in the compressed file. */
  get offset(): number {
    return this.#base + this.pos;
  }

  /** The free memory behind what came; moves what is left to the front, and grows for what is wanted. */
  space(): Uint8Array {
    const kept = this.bytes.subarray(this.pos, this.end);
    // A quarter more than is wanted, so that what is left does not move at every read.
    if (this.wanted + FIRST_BYTES > this.bytes.length)
      this.bytes = new Uint8Array(1.25 * this.wanted + 2 * FIRST_BYTES);
    this.bytes.set(kept);
    this.#base += this.pos;
    this.end -= this.pos;
    this.pos = 0;
    return this.bytes.subarray(this.end, this.bytes.length - SLACK);
  }

  /** Takes note of bytes read into `space()`; none is the end of the file. */
  filled(count: number): void {
    this.end += count;
    this.ended = count === 0;
  }

  /** A little-endian 32-bit number `at` bytes ahead. */
  u32(at = 0): number {
    const p = this.pos + at;
    const [a = 0, b = 0, c = 0, d = 0] = [this.bytes[p], this.bytes[p + 1], this.bytes[p + 2], this.bytes[p + 3]];
    return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
  }

  /** The byte `at` bytes ahead. */
  u8(at = 0): number {
    return this.bytes[this.pos + at] as number;
  }

  /** An error at this place of the compressed file; whoever knows the file's name adds it. */
  fault(problem: string, facts: ErrorFacts = {}): WhofluxError {
    return new WhofluxError("E_CONTAINER", problem, { offset: this.offset, ...facts });
  }

  /** The error of a file that was cut: at its end, with how much of what is missing. */
  cut(what: string): WhofluxError {
    return this.fault(`ends in the middle of ${what}`, {
      offset: this.#base + this.end,
      cure: "everything before it was read; look for a whole copy",
    });
  }
}

/**
 * A decoder at work: yields decompressed bytes (valid until it goes on), or undefined when it wants more input.
 * Throws an E_CONTAINER fault after it has yielded everything that was decompressed before.
 */
export type Decoding = Generator<Uint8Array | undefined, void, void>;

/** Waits until `count` bytes are there in one piece or the file has ended; says which. */
export function* want(input: Input, count: number): Generator<undefined, boolean, void> {
  input.wanted = count;
  while (input.available < count && !input.ended) yield undefined;
  return input.available >= count;
}

/** Waits until `count` bytes are there in one piece; throws when the file ends in the middle of `what`. */
export function* need(input: Input, count: number, what: string): Generator<undefined, void, void> {
  if (!(yield* want(input, count))) throw input.cut(what);
}

/** Passes over `count` bytes of any number. */
export function* skip(input: Input, count: number, what: string): Generator<undefined, void, void> {
  for (let left = count; left > 0; ) {
    yield* need(input, 1, what);
    const step = Math.min(left, input.available);
    input.pos += step;
    left -= step;
  }
}

/** Passes over zeros up to the end of the file; says whether there was nothing else. */
export function* onlyZeros(input: Input): Generator<undefined, boolean, void> {
  while (yield* want(input, 1)) {
    while (input.available > 0 && input.u8() === 0) input.pos += 1;
    if (input.available > 0) return false;
  }
  return true;
}
