import { type OnReadOpts, Socket } from "node:net";
import type { ByteSource, Notice } from "./byte-source.ts";
import { readFailure } from "./descriptor.ts";

const BUFFER_BYTES = 256 * 1024;

/**
 * A pipe, FIFO or socket: read without blocking, so that signals and timers go on while its writer is slow. One buffer
 * takes all that comes, and reading rests until it was used.
 */
export class PipeSource implements ByteSource {
  readonly container = "plain";
  readonly path: string;
  offset = 0;
  readonly #socket: Socket;
  readonly #reminder: NodeJS.Timeout | undefined;
  #rest: Uint8Array = new Uint8Array(0);
  #state: "open" | "ended" | "closed" = "open";
  #fault: unknown;
  #wake: () => void = () => {};

  /** Says so, once, when nothing has come after `patience` milliseconds. */
  constructor(path: string, fd: number, { notice, patience }: { readonly notice: Notice; readonly patience: number }) {
    this.path = path;
    const callback = (length: number, bytes: Uint8Array): boolean => {
      this.#rest = bytes.subarray(0, length);
      this.#wake();
      return false;
    };
    // @types/node lacks `onread` here, which Node documents for connections alone and reads here as well.
    const onread: { readonly onread: OnReadOpts } = { onread: { buffer: new Uint8Array(BUFFER_BYTES), callback } };
    this.#socket = new Socket({ fd, readable: true, writable: false, ...onread });
    this.#socket.on("end", () => this.#end());
    this.#socket.on("close", () => this.#end());
    this.#socket.on("error", (fault) => {
      this.#fault = fault;
      this.#end();
    });
    if (patience < Number.POSITIVE_INFINITY)
      this.#reminder = setTimeout(notice, patience, "waiting for somebody to write");
  }

  read(target: Uint8Array): number | Promise<number> {
    return this.#rest.length > 0 ? this.#deliver(target) : this.#wait(target);
  }

  close(): void {
    this.#state = "closed";
    clearTimeout(this.#reminder);
    this.#rest = new Uint8Array(0);
    this.#socket.destroy();
    this.#wake();
  }

  async #wait(target: Uint8Array): Promise<number> {
    if (this.#state === "open") {
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#socket.resume();
      await woken;
      clearTimeout(this.#reminder);
    }
    if (this.#state !== "closed" && this.#rest.length === 0 && this.#fault !== undefined) {
      throw readFailure(this.path, this.offset, this.#fault);
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

  #end(): void {
    if (this.#state === "open") this.#state = "ended";
    this.#wake();
  }
}
