import { Stripes, wordAt } from "../stripes.ts";

const P1 = 0x9e3779b1;
const P2 = 0x85ebca77;
const P3 = 0xc2b2ae3d;
const P4 = 0x27d4eb2f;
const P5 = 0x165667b1;

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));
const round = (lane: number, word: number): number => Math.imul(rotate((lane + Math.imul(word, P2)) | 0, 13), P1);

/** XXH32 with seed 0, fed in pieces: the checksum of lz4 frames. */
export class XxHash32 {
  readonly #lanes = new Int32Array([P1 + P2, P2, 0, -P1]);
  readonly #stripes = new Stripes(16, (bytes, start, end) => this.#mix(bytes, start, end));

  update(bytes: Uint8Array): this {
    this.#stripes.push(bytes);
    return this;
  }

  /** The hash of everything so far, unsigned. */
  digest(): number {
    const { length, held, rest } = this.#stripes;
    const [a = 0, b = 0, c = 0, d = 0] = this.#lanes;
    let hash = length < 16 ? P5 : rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18);
    hash = (hash + length) | 0;
    let at = 0;
    for (; at + 4 <= held; at += 4) {
      hash = Math.imul(rotate((hash + Math.imul(wordAt(rest, at), P3)) | 0, 17), P4);
    }
    for (; at < held; at++) {
      hash = Math.imul(rotate((hash + Math.imul(rest[at] as number, P5)) | 0, 11), P1);
    }
    hash = Math.imul(hash ^ (hash >>> 15), P2);
    hash = Math.imul(hash ^ (hash >>> 13), P3);
    return (hash ^ (hash >>> 16)) >>> 0;
  }

  #mix(bytes: Uint8Array, start: number, end: number): void {
    let [a = 0, b = 0, c = 0, d = 0] = this.#lanes;
    for (let at = start; at < end; at += 16) {
      a = round(a, wordAt(bytes, at));
      b = round(b, wordAt(bytes, at + 4));
      c = round(c, wordAt(bytes, at + 8));
      d = round(d, wordAt(bytes, at + 12));
    }
    this.#lanes[0] = a;
    this.#lanes[1] = b;
    this.#lanes[2] = c;
    this.#lanes[3] = d;
  }
}
