import { Stripes, wordAt } from "../stripes.ts";

const MASK = 0xffff_ffff_ffff_ffffn;
const P1 = 0x9e37_79b1_85eb_ca87n;
const P2 = 0xc2b2_ae3d_27d4_eb4fn;
const P3 = 0x1656_67b1_9e37_79f9n;
const P4 = 0x85eb_ca77_c2b2_ae63n;
const P5 = 0x27d4_eb2f_1656_67c5n;

// The lanes start at P1 + P2, P2, 0, -P1, each as two 32-bit halves, low first: BigInt is 20 times slower per stripe.
const start = [(P1 + P2) & MASK, P2, 0n, -P1 & MASK].flatMap((lane) => [
  Number(lane & 0xffff_ffffn),
  Number(lane >> 32n),
]);

/** XXH64 with seed 0, fed in pieces: the checksum of zstd frames. */
export class XxHash64 {
  readonly #lanes = Int32Array.from(start);
  readonly #stripes = new Stripes(32, (bytes, start, end) => this.#mix(bytes, start, end));

  update(bytes: Uint8Array): this {
    this.#stripes.push(bytes);
    return this;
  }

  /** The low 32 bits of the hash of everything so far, unsigned: what a frame stores. */
  digest32(): number {
    const { length, held, rest } = this.#stripes;
    let hash = P5;
    if (length >= 32) {
      const lanes = [0, 2, 4, 6].map((lane) => this.#lane(lane));
      const [a = 0n, b = 0n, c = 0n, d = 0n] = lanes;
      hash = (rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n)) & MASK;
      for (const lane of lanes) hash = times(hash ^ mixed(lane), P1) + P4;
    }
    hash = (hash + BigInt(length)) & MASK;
    const view = new DataView(rest.buffer, 0, held);
    let at = 0;
    for (; at + 8 <= held; at += 8) {
      hash = (times(rotate(hash ^ mixed(view.getBigUint64(at, true)), 27n), P1) + P4) & MASK;
    }
    if (at + 4 <= held) {
      hash = (times(rotate(hash ^ times(BigInt(view.getUint32(at, true)), P1), 23n), P2) + P3) & MASK;
      at += 4;
    }
    for (; at < held; at++) hash = times(rotate(hash ^ times(BigInt(view.getUint8(at)), P5), 11n), P1);
    hash = times(hash ^ (hash >> 33n), P2);
    hash = times(hash ^ (hash >> 29n), P3);
    return Number((hash ^ (hash >> 32n)) & 0xffff_ffffn);
  }

  #lane(index: number): bigint {
    const [low = 0, high = 0] = this.#lanes.subarray(index);
    return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  }

  #mix(bytes: Uint8Array, from: number, end: number): void {
    for (let at = from; at < end; at += 32) {
      for (let lane = 0; lane < 8; lane += 2)
        round(this.#lanes, lane, wordAt(bytes, at + 4 * lane), wordAt(bytes, at + 4 * lane + 4));
    }
  }
}

const times = (a: bigint, b: bigint): bigint => (a * b) & MASK;
const rotate = (value: bigint, bits: bigint): bigint => ((value << bits) | (value >> (64n - bits))) & MASK;
const mixed = (word: bigint): bigint => times(rotate(times(word, P2), 31n), P1);

/** lane = rotate(lane + word * P2, 31) * P1, in halves. */
function round(lanes: Int32Array, lane: number, wordLow: number, wordHigh: number): void {
  // P2 = 0xc2b2ae3d_27d4eb4f, P1 = 0x9e3779b1_85ebca87
  const low = (Math.imul(wordLow, 0x27d4eb4f) >>> 0) + ((lanes[lane] as number) >>> 0);
  const high = (high32(wordLow, 0x27d4, 0xeb4f) + Math.imul(wordHigh, 0x27d4eb4f) + Math.imul(wordLow, 0xc2b2ae3d)) | 0;
  const sumHigh = (high + (lanes[lane + 1] as number) + (low > 0xffff_ffff ? 1 : 0)) | 0;
  const turnedLow = (low << 31) | (sumHigh >>> 1);
  const turnedHigh = (sumHigh << 31) | ((low >>> 0) >>> 1);
  lanes[lane] = Math.imul(turnedLow, 0x85ebca87);
  lanes[lane + 1] =
    high32(turnedLow, 0x85eb, 0xca87) + Math.imul(turnedHigh, 0x85ebca87) + Math.imul(turnedLow, 0x9e3779b1);
}

/** The upper 32 bits of an unsigned product; the factor comes as two halves, so that each double is exact. */
function high32(value: number, upper: number, lower: number): number {
  const unsigned = value >>> 0;
  return ((unsigned * upper + Math.floor((unsigned * lower) / 0x10000)) / 0x10000) | 0;
}
