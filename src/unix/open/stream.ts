import { Socket } from "node:net";
import type { ByteSource, Notice } from "./byte-source.ts";
import { readFailure } from "./descriptor.ts";

/** A pipe, FIFO or socket: read without blocking, so that signals and timers go on while its writer is slow. */
export class PipeSource implements ByteSource {
  readonly container = "plain";
  readonly path: string;
  offset = 0;
  readonly #socket: Socket;
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #reminder: NodeJS.Timeout | undefined;
  #rest: Uint8Array = new Uint8Array(0);
  #closed = false;

  /** Says so, once, when nothing has come after `patience` milliseconds. */
  constructor(path: string, fd: number, { notice, patience }: { readonly notice: Notice; readonly patience: number }) {
    this.path = path;
    this.#socket = new Socket({ fd, readable: true, writable: false });
    this.#chunks = this.#socket[Symbol.asyncIterator]();
    if (patience < Number.POSITIVE_INFINITY)
      this.#reminder = setTimeout(notice, patience, "waiting for somebody to write");
  }

  read(target: Uint8Array): number | Promise<number> {
    return this.#rest.length > 0 ? this.#deliver(target) : this.#wait(target);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#reminder);
    this.#rest = new Uint8Array(0);
    this.#socket.destroy();
  }

  async #wait(target: Uint8Array): Promise<number> {
    if (this.#closed) return 0;
    try {
      const step = await this.#chunks.next();
      clearTimeout(this.#reminder);
      if (step.done === true) return 0;
      this.#rest = step.value;
    } catch (cause) {
      if (this.#closed) return 0;
      throw readFailure(this.path, this.offset, cause);
    }
    return this.#deliver(target);
  }

  #deliver(target: Uint8Array): number {
    const part = this.#rest.subarray(0, target.length);
    target.set(part);
    this.#rest = this.#rest.subarray(part.length);
    this.offset += part.length;
    return part.length;
  }
}
