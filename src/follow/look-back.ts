import type { ByteSource } from "../unix/open/byte-source.ts";

/** More than is read ahead of the records that are taken: one filling of the module's INPUT, and a record. */
const PAST_BYTES = 512 * 1024;
const PASSED_BYTES = 64 * 1024;

/**
 * A source that can only be read onwards, of which the last bytes are kept: whoever took fewer than he read goes on from
 * there, and nothing is decompressed twice.
 */
export class LookBack implements ByteSource {
  readonly #source: ByteSource;
  /** The first `#length` bytes of it are those before the source's offset. */
  #past: Uint8Array;
  #length: number;
  #offset: number;

  /** `head`: the bytes that were taken out of the source. */
  constructor(source: ByteSource, head: Uint8Array) {
    this.#source = source;
    this.#past = head;
    this.#length = head.length;
    this.#offset = source.offset;
  }

  get path(): string {
    return this.#source.path;
  }

  get container(): ByteSource["container"] {
    return this.#source.container;
  }

  get offset(): number {
    return this.#offset;
  }

  /** Whether what stands at an offset can still be read. */
  reaches(offset: number): boolean {
    return offset >= this.#source.offset - this.#length;
  }

  /** Goes to an offset that it reaches, or to the end where that comes first. */
  async goTo(offset: number): Promise<void> {
    if (!this.reaches(offset)) throw new RangeError(`${this.path}: what stands at ${offset} is not kept`);
    this.#offset = Math.min(offset, this.#source.offset);
    const passed = new Uint8Array(PASSED_BYTES);
    while (this.#offset < offset) {
      if ((await this.read(passed.subarray(0, Math.min(PASSED_BYTES, offset - this.#offset)))) === 0) break;
    }
  }

  read(target: Uint8Array): number | Promise<number> {
    const behind = this.#source.offset - this.#offset;
    if (behind > 0) {
      const start = this.#length - behind;
      const piece = this.#past.subarray(start, Math.min(start + target.length, this.#length));
      target.set(piece);
      this.#offset += piece.length;
      return piece.length;
    }
    const got = this.#source.read(target);
    return typeof got === "number" ? this.#remember(target, got) : got.then((count) => this.#remember(target, count));
  }

  close(): void {
    this.#source.close();
    this.#past = new Uint8Array(0);
    this.#length = 0;
  }

  #remember(target: Uint8Array, count: number): number {
    const piece = target.subarray(Math.max(0, count - PAST_BYTES), count);
    if (this.#length + piece.length > this.#past.length) this.#makeRoom();
    this.#past.set(piece, this.#length);
    this.#length += piece.length;
    this.#offset += count;
    return count;
  }

  /** Twice what is kept: it is moved to the front once for many pieces. */
  #makeRoom(): void {
    const room = this.#past.length < 2 * PAST_BYTES ? new Uint8Array(2 * PAST_BYTES) : this.#past;
    const kept = this.#past.subarray(Math.max(0, this.#length - PAST_BYTES), this.#length);
    room.set(kept);
    this.#past = room;
    this.#length = kept.length;
  }
}
