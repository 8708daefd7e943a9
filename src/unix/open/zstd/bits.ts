/**
 * Reads bits from the end of a byte range towards its start, most significant first, as zstd writes them. The highest
 * set bit of the last byte is a marker in front of the first bit. Before the start there are zeros.
 */
export class BackwardBits {
  readonly bytes: Uint8Array;
  readonly start: number;
  /** Bits not read yet; negative once more was read than there is. */
  left: number;

  /** `bytes` must have 4 bytes of memory behind `end`. A last byte of 0 has no marker: `left` is then -1. */
  constructor(bytes: Uint8Array, start: number, end: number) {
    this.bytes = bytes;
    this.start = start;
    const last = end > start ? (bytes[end - 1] as number) : 0;
    this.left = last === 0 ? -1 : (end - start) * 8 - Math.clz32(last) + 23;
  }

  /** The next `count` bits, 0 to 32 of them, unsigned. */
  read(count: number): number {
    if (count > 16) return this.read(count - 16) * 0x10000 + this.read(16);
    const at = this.left - count;
    this.left = at;
    if (at < 0) return this.#beforeStart(at, count);
    const { bytes } = this;
    const byte = this.start + (at >> 3);
    const word = (bytes[byte] as number) | ((bytes[byte + 1] as number) << 8) | ((bytes[byte + 2] as number) << 16);
    return (word >> (at & 7)) & ((1 << count) - 1);
  }

  #beforeStart(at: number, count: number): number {
    const real = at + count;
    if (real <= 0) return 0;
    const word = (this.bytes[this.start] as number) | ((this.bytes[this.start + 1] as number) << 8);
    return ((word & ((1 << real) - 1)) << -at) & ((1 << count) - 1);
  }
}
