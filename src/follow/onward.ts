import type { ByteSource } from "../unix/open/byte-source.ts";

const PIECE_BYTES = 64 * 1024;

/** A source whose first bytes were taken, from an offset on: bytes before it are read and dropped. */
export class Onward implements ByteSource {
  readonly #source: ByteSource;
  #head: Uint8Array;

  private constructor(source: ByteSource, head: Uint8Array) {
    this.#source = source;
    this.#head = head;
  }

  /** Goes on to `offset`, or to the end of a source that ends before it. */
  static async to(offset: number, head: Uint8Array, source: ByteSource): Promise<ByteSource> {
    const dropped = new Uint8Array(PIECE_BYTES);
    while (source.offset < offset) {
      const got = await source.read(dropped.subarray(0, Math.min(PIECE_BYTES, offset - source.offset)));
      if (got === 0) break;
    }
    return new Onward(source, head.subarray(Math.min(offset, head.length)));
  }

  get path(): string {
    return this.#source.path;
  }

  get container(): ByteSource["container"] {
    return this.#source.container;
  }

  get offset(): number {
    return this.#source.offset - this.#head.length;
  }

  read(target: Uint8Array): number | Promise<number> {
    if (this.#head.length === 0) return this.#source.read(target);
    const part = this.#head.subarray(0, target.length);
    target.set(part);
    this.#head = this.#head.subarray(part.length);
    return part.length;
  }

  close(): void {
    this.#source.close();
  }
}
