/**
 * The range decoder of LZMA: bits whose odds adapt in 11-bit probabilities. `range` and `code` are kept as signed 32-bit
 * numbers, which V8 holds without a box; they are compared as unsigned.
 */
export class RangeDecoder {
  bytes: Uint8Array = new Uint8Array(0);
  pos = 0;
  range = 0;
  code = 0;

  /** Begins at `bytes[pos]`; the first of 5 bytes must be 0, which is what is answered. */
  start(bytes: Uint8Array, pos: number): boolean {
    this.bytes = bytes;
    this.range = -1;
    this.code = 0;
    for (let at = 1; at < 5; at++) this.code = (this.code << 8) | (bytes[pos + at] as number);
    this.pos = pos + 5;
    return bytes[pos] === 0;
  }

  /** One bit with the probability at `index`, which it adapts. */
  bit(odds: Uint16Array, index: number): number {
    this.normalize();
    const odd = odds[index] as number;
    const bound = Math.imul(this.range >>> 11, odd);
    let bit = 0;
    if (this.code >>> 0 < bound >>> 0) {
      this.range = bound;
      odds[index] = odd + ((2048 - odd) >> 5);
    } else {
      this.range = (this.range - bound) | 0;
      this.code = (this.code - bound) | 0;
      odds[index] = odd - (odd >> 5);
      bit = 1;
    }
    return bit;
  }

  /** `count` bits, most significant first, along the tree of probabilities at `base`. */
  tree(odds: Uint16Array, base: number, count: number): number {
    let node = 1;
    for (let left = count; left > 0; left--) node = (node << 1) | this.bit(odds, base + node);
    return node - (1 << count);
  }

  /** `count` bits, least significant first, along the tree of probabilities at `base`. */
  reverseTree(odds: Uint16Array, base: number, count: number): number {
    let node = 1;
    let value = 0;
    for (let place = 0; place < count; place++) {
      const bit = this.bit(odds, base + node);
      node = (node << 1) | bit;
      value |= bit << place;
    }
    return value;
  }

  /** `count` bits of even odds, most significant first. */
  direct(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left--) {
      this.normalize();
      this.range >>>= 1;
      let bit = 0;
      if (this.code >>> 0 >= this.range) {
        this.code = (this.code - this.range) | 0;
        bit = 1;
      }
      value = (value << 1) | bit;
    }
    return value;
  }

  /** Takes a byte when the range has become too narrow: as late as possible, so that a cut loses nothing. */
  normalize(): void {
    if ((this.range & 0xff000000) !== 0) return;
    this.range <<= 8;
    this.code = (this.code << 8) | (this.bytes[this.pos++] as number);
  }
}
