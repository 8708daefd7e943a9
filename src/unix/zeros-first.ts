import type { Bytes } from "../wasm/file-batches.ts";

/** The zeros that detection passed over, the bytes that it looked at, and then the rest of their source. */
export class ZerosFirst implements Bytes {
  readonly #rest: Bytes;
  readonly #zerosEnd: number;
  #head: Uint8Array;
  #at: number;

  /** `start`: where the zeros stand in the file; `head`: what follows them, and itself is followed by `rest`. */
  constructor(start: number, zeros: number, head: Uint8Array, rest: Bytes) {
    this.#at = start;
    this.#zerosEnd = start + zeros;
    this.#head = head;
    this.#rest = rest;
  }

  get offset(): number {
    return this.#head.length > 0 ? this.#at : this.#rest.offset;
  }

  read(target: Uint8Array): number | Promise<number> {
    if (this.#head.length === 0) return this.#rest.read(target);
    let count = Math.min(target.length, this.#zerosEnd - this.#at);
    if (count > 0) {
      target.fill(0, 0, count);
    } else {
      const part = this.#head.subarray(0, target.length);
      target.set(part);
      this.#head = this.#head.subarray(part.length);
      count = part.length;
    }
    this.#at += count;
    return count;
  }

  close(): void {
    this.#rest.close();
  }
}
