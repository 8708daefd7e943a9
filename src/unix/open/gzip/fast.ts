import { createGunzip, type Gunzip } from "node:zlib";
import type { ByteSource, Notice } from "../byte-source.ts";
import { DecodedSource } from "../decoded.ts";
import type { PlainFile } from "../plain.ts";

const IN_BYTES = 64 * 1024;
const OUT_BYTES = 32 * 1024;

/**
 * A gzip file decompressed by node:zlib on its own thread, three times as fast as the exact decoder. At the first sign of
 * trouble the exact decoder takes over: it goes through the file again, passes over what was delivered, delivers what
 * can be had before the fault and says where that is.
 */
export class FastGunzip implements ByteSource {
  readonly container = "gzip";
  readonly path: string;
  offset = 0;
  readonly #file: PlainFile;
  readonly #notice: Notice;
  readonly #gunzip: Gunzip;
  readonly #pieces: AsyncIterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array(0);
  #exact: DecodedSource | undefined;
  #closed = false;

  constructor(file: PlainFile, notice: Notice) {
    this.path = file.path;
    this.#file = file;
    this.#notice = notice;
    this.#gunzip = createGunzip({ chunkSize: OUT_BYTES });
    this.#pieces = this.#gunzip[Symbol.asyncIterator]();
    this.#feed(new Uint8Array(IN_BYTES));
  }

  read(target: Uint8Array): number | Promise<number> {
    if (this.#piece.length > 0) return this.#deliver(target);
    if (this.#closed) return 0;
    if (this.#exact !== undefined) return this.#counted(this.#exact.read(target) as number);
    return this.#wait(target);
  }

  close(): void {
    this.#closed = true;
    this.#piece = new Uint8Array(0);
    this.#gunzip.destroy();
    this.#exact?.close();
    this.#file.close();
  }

  async #wait(target: Uint8Array): Promise<number> {
    try {
      const step = await this.#pieces.next();
      if (step.done !== true) {
        this.#piece = step.value;
        return this.#deliver(target);
      }
      // It stops silently at the first zero behind a member; only a file that was used up is fine.
      if (this.#closed || this.#gunzip.bytesWritten === this.#file.offset) return 0;
    } catch {
      if (this.#closed) return 0;
    }
    return this.#counted(await (await this.#takeOver()).read(target));
  }

  /** Brings the exact decoder to the first byte that was not delivered. */
  async #takeOver(): Promise<DecodedSource> {
    this.#gunzip.destroy();
    const { decodeGzip } = await import("./decode.ts");
    this.#file.rewind();
    const exact = new DecodedSource(this.#file, "gzip", (input) => decodeGzip(input, this.#notice));
    const passed = new Uint8Array(OUT_BYTES);
    while (exact.offset < this.offset) {
      if ((await exact.read(passed.subarray(0, Math.min(OUT_BYTES, this.offset - exact.offset)))) === 0) break;
    }
    this.#exact = exact;
    return exact;
  }

  #feed(buffer: Uint8Array): void {
    const next = (error?: Error | null): void => {
      if (error || this.#gunzip.destroyed) return;
      try {
        const count = this.#file.read(buffer);
        if (count === 0) this.#gunzip.end();
        else this.#gunzip.write(buffer.subarray(0, count), next);
      } catch (failure) {
        this.#gunzip.destroy(failure as Error);
      }
    };
    next();
  }

  #deliver(target: Uint8Array): number {
    const part = this.#piece.subarray(0, target.length);
    target.set(part);
    this.#piece = this.#piece.subarray(part.length);
    return this.#counted(part.length);
  }

  #counted(count: number): number {
    this.offset += count;
    return count;
  }
}
