import type { SortedBlock } from "./block.ts";

/** CRC-32 with the most significant bit first (polynomial 0x04c11db7), which zlib's cannot do. */
const crcTable = Int32Array.from({ length: 256 }, (_, index) => {
  let crc = index << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc;
});

/**
 * Turns a sorted block back into text, piece by piece, so that a block that blows up (a run of 259 bytes is packed in 5)
 * takes no more memory than any other: undoes the sort by following the links, then the runs of 4 to 259 equal bytes.
 */
export class BlockText {
  readonly #block: SortedBlock;
  #next: number;
  #left: number;
  #byte = -1;
  #equal = 0;
  #run = 0;
  #crc = -1;

  constructor(block: SortedBlock) {
    this.#block = block;
    this.#next = block.first;
    this.#left = block.length;
  }

  /** Writes the next piece of text; 0 when there is no more. */
  fill(out: Uint8Array): number {
    const { links } = this.#block;
    let [at, next, left, byte, equal, run] = [0, this.#next, this.#left, this.#byte, this.#equal, this.#run];
    let crc = this.#crc;
    while (at < out.length) {
      if (run > 0) {
        run -= 1;
      } else if (left > 0) {
        const entry = links[next] as number;
        next = entry >>> 8;
        left -= 1;
        const value = entry & 0xff;
        if (equal === 4) {
          equal = 0;
          if (value === 0) continue;
          run = value - 1;
        } else {
          equal = value === byte ? equal + 1 : 1;
          byte = value;
        }
      } else {
        break;
      }
      out[at++] = byte;
      crc = (crc << 8) ^ (crcTable[((crc >>> 24) ^ byte) & 0xff] as number);
    }
    this.#next = next;
    this.#left = left;
    this.#byte = byte;
    this.#equal = equal;
    this.#run = run;
    this.#crc = crc;
    return at;
  }

  /** CRC of the text written so far. */
  get crc(): number {
    return ~this.#crc >>> 0;
  }
}
