import { closeAnyway, type SpoolFiles } from "./files.ts";

const WINDOW_BYTES = 512 * 1024;

/** What becomes of bytes that the disk does not give: an error is thrown, or zeros stand for them, which are no frame. */
export type Faults = "thrown" | "zeros";

/** Bytes that are read at once around those that cannot be: disks and memory have no smaller pieces. */
const PIECE_BYTES = 4096;

/** Reads a file that may grow, in large pieces; keeps one of them. What it has read never changes. */
export class Window {
  readonly #files: SpoolFiles;
  readonly #faults: Faults;
  /** Undefined: the file cannot be opened, and all of it is zeros. */
  readonly #fd: number | undefined;
  #buffer = Buffer.alloc(0);
  #start = 0;

  constructor(files: SpoolFiles, path: string, faults: Faults = "thrown") {
    this.#files = files;
    this.#faults = faults;
    this.#fd = this.#bearing(() => files.openToRead(path));
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
    if (this.#fd !== undefined) closeAnyway(this.#files, this.#fd);
  }

  #fill(start: number, length: number): void {
    const target = Buffer.allocUnsafe(length);
    let filled = 0;
    this.#buffer = Buffer.alloc(0);
    while (filled < length) {
      const count = this.#read(target.subarray(filled), start + filled);
      if (count === 0) break;
      filled += count;
    }
    this.#buffer = target.subarray(0, filled);
    this.#start = start;
  }

  #read(target: Buffer, position: number): number {
    const fd = this.#fd;
    if (fd === undefined) return target.fill(0).length;
    const whole = this.#bearing(() => this.#files.read(fd, target, position));
    if (whole !== undefined) return whole;
    const piece = target.subarray(0, PIECE_BYTES - (position % PIECE_BYTES));
    return this.#bearing(() => this.#files.read(fd, piece, position)) ?? piece.fill(0).length;
  }

  /** Undefined: the step failed, and that is borne. */
  #bearing<Result>(step: () => Result): Result | undefined {
    try {
      return step();
    } catch (error) {
      if (this.#faults === "thrown") throw error;
      return undefined;
    }
  }
}
