import { closeAnyway, type SpoolFiles } from "./files.ts";

const WINDOW_BYTES = 512 * 1024;

/** Reads a file that may grow, in large pieces; keeps one of them. What it has read never changes. */
export class Window {
  readonly #files: SpoolFiles;
  readonly #fd: number;
  #buffer = Buffer.alloc(0);
  #start = 0;

  constructor(files: SpoolFiles, path: string) {
    this.#files = files;
    this.#fd = files.openToRead(path);
  }

  /** `length` bytes from `start`, fewer where `end` or the file's end comes first; valid until the next call. */
  bytes(start: number, length: number, end: number): Buffer {
    const wanted = Math.min(length, end - start);
    if (start < this.#start || start + wanted > this.#start + this.#buffer.length) {
      this.#fill(start, Math.min(Math.max(wanted, WINDOW_BYTES), end - start));
    }
    return this.#buffer.subarray(start - this.#start, start - this.#start + wanted);
  }

  close(): void {
    closeAnyway(this.#files, this.#fd);
  }

  #fill(start: number, length: number): void {
    const target = Buffer.allocUnsafe(length);
    let filled = 0;
    this.#buffer = Buffer.alloc(0);
    while (filled < length) {
      const count = this.#files.read(this.#fd, target.subarray(filled), start + filled);
      if (count === 0) break;
      filled += count;
    }
    this.#buffer = target.subarray(0, filled);
    this.#start = start;
  }
}
