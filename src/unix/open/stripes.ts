/** Cuts bytes that come in pieces into the whole stripes that a hash takes, and keeps what is left of the last one. */
export class Stripes {
  /** The bytes behind the last whole stripe: the first `held` of these. */
  readonly rest: Uint8Array;
  held = 0;
  /** All bytes so far. */
  length = 0;
  readonly #take: (bytes: Uint8Array, start: number, end: number) => void;

  /** `width`: bytes of a stripe, a power of two; `take` gets ranges of whole stripes in order. */
  constructor(width: number, take: (bytes: Uint8Array, start: number, end: number) => void) {
    this.rest = new Uint8Array(width);
    this.#take = take;
  }

  push(bytes: Uint8Array): void {
    const width = this.rest.length;
    this.length += bytes.length;
    let at = 0;
    if (this.held > 0) {
      at = Math.min(width - this.held, bytes.length);
      this.rest.set(bytes.subarray(0, at), this.held);
      this.held += at;
      if (this.held < width) return;
      this.#take(this.rest, 0, width);
    }
    const end = at + ((bytes.length - at) & -width);
    this.#take(bytes, at, end);
    this.rest.set(bytes.subarray(end));
    this.held = bytes.length - end;
  }
}

/** The little-endian 32-bit number at `at`, signed. */
export function wordAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  );
}
