import type { ByteSource } from "./byte-source.ts";

/** A source whose first bytes were looked at: delivers them again, then reads on; a fault met while looking waits its turn. */
export class Replay implements ByteSource {
  readonly #source: ByteSource;
  #head: Uint8Array;
  #fault: unknown;

  private constructor(source: ByteSource, head: Uint8Array, fault: unknown) {
    this.#source = source;
    this.#head = head;
    this.#fault = fault;
  }

  /** A source whose first bytes `head` were taken out of it. */
  static of(head: Uint8Array, source: ByteSource): ByteSource {
    return new Replay(source, head, undefined);
  }

  /** Reads up to `count` bytes ahead; fewer come only at the end of the source or before a fault. */
  static async peek(source: ByteSource, count: number): Promise<{ head: Uint8Array; source: ByteSource }> {
    const bytes = new Uint8Array(count);
    let length = 0;
    let fault: unknown;
    try {
      while (length < count) {
        const got = await source.read(bytes.subarray(length));
        if (got === 0) break;
        length += got;
      }
    } catch (error) {
      fault = error;
    }
    const head = bytes.subarray(0, length);
    return { head, source: new Replay(source, head, fault) };
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
    if (this.#head.length > 0) {
      const count = Math.min(target.length, this.#head.length);
      target.set(this.#head.subarray(0, count));
      this.#head = this.#head.subarray(count);
      return count;
    }
    if (this.#fault !== undefined) throw this.#fault;
    return this.#source.read(target);
  }

  close(): void {
    this.#source.close();
  }
}
