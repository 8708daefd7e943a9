import { type HuffmanTable, readHuffmanTable, unpackHuffman } from "./huffman.ts";

/** The most bytes a block can hold, packed or not. */
export const BLOCK_BYTES = 128 * 1024;

/** Bytes that sequences copy into the output, and the code that a later block of the frame may use again. */
export class Literals {
  readonly bytes = new Uint8Array(BLOCK_BYTES);
  length = 0;
  #table: HuffmanTable | undefined;

  /**
   * Reads the literals section at `bytes[at, end)`; answers where it ends, undefined when it is damaged.
   *
   * Low 2 bits of its header: 0 plain, 1 one byte repeated, 2 packed with a new code, 3 packed with the last one. Next 2:
   * how wide the sizes are, and for packed ones whether there is one stream or four.
   */
  read(bytes: Uint8Array, at: number, end: number): number | undefined {
    if (at >= end) return undefined;
    const kind = (bytes[at] as number) & 3;
    return kind < 2 ? this.#readPlain(bytes, at, end, kind) : this.#readPacked(bytes, at, end, kind);
  }

  #readPlain(bytes: Uint8Array, at: number, end: number, kind: number): number | undefined {
    const format = ((bytes[at] as number) >> 2) & 3;
    const header = format === 1 ? 2 : format === 3 ? 3 : 1;
    const size = little(bytes, at, header) >> (header === 1 ? 3 : 4);
    const start = at + header;
    const after = start + (kind === 0 ? size : 1);
    if (size > BLOCK_BYTES || after > end) return undefined;
    if (kind === 0) this.bytes.set(bytes.subarray(start, after));
    else this.bytes.fill(bytes[start] as number, 0, size);
    this.length = size;
    return after;
  }

  #readPacked(bytes: Uint8Array, at: number, end: number, kind: number): number | undefined {
    const format = ((bytes[at] as number) >> 2) & 3;
    const width = [10, 10, 14, 18][format] as number;
    const header = (4 + 2 * width + 7) >> 3;
    const sizes = Math.floor(little(bytes, at, header) / 16);
    const size = sizes % 2 ** width;
    const start = at + header;
    const after = start + Math.floor(sizes / 2 ** width);
    if (size > BLOCK_BYTES || after > end) return undefined;
    let from = start;
    if (kind === 2) {
      const read = readHuffmanTable(bytes, start, after);
      if (read === undefined) return undefined;
      this.#table = read.table;
      from = read.at;
    }
    if (this.#table === undefined) return undefined;
    this.length = size;
    const out = this.bytes.subarray(0, size);
    const whole =
      format === 0
        ? unpackHuffman(this.#table, bytes, from, after, out)
        : unpackFour(this.#table, bytes, from, after, out);
    return whole ? after : undefined;
  }
}

/** Four streams behind the 16-bit sizes of the first three; each but the last unpacks to a quarter, rounded up. */
function unpackFour(table: HuffmanTable, bytes: Uint8Array, at: number, end: number, out: Uint8Array): boolean {
  const quarter = (out.length + 3) >> 2;
  let start = at + 6;
  if (start > end || 3 * quarter > out.length) return false;
  for (let stream = 0; stream < 4; stream++) {
    const after = stream === 3 ? end : start + little(bytes, at + 2 * stream, 2);
    if (after > end) return false;
    const part = out.subarray(stream * quarter, stream === 3 ? out.length : (stream + 1) * quarter);
    if (!unpackHuffman(table, bytes, start, after, part)) return false;
    start = after;
  }
  return true;
}

/** A little-endian number of up to 5 bytes. */
function little(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = count - 1; index >= 0; index--) value = value * 256 + (bytes[at + index] as number);
  return value;
}
