import { NamelessFile } from "../unix/nameless-file.ts";

/** Bytes kept in memory; what is older goes to a private file. Pages that nothing was written to take no memory. */
const MEMORY_BYTES = 4 * 1024 * 1024;

/**
 * Bytes to be read back from the end, however many: memory first, then a file without a name. One serves log after log:
 * its memory would else be freed later than it is asked for again.
 */
export class Spool {
  readonly #memory = new Uint8Array(MEMORY_BYTES);
  #kept = 0;
  #inFile = 0;
  #file: NamelessFile | undefined;
  #path = "";

  /** Starts empty; `path`: the log whose records go here, for messages. */
  begin(path: string): void {
    this.close();
    this.#path = path;
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#inFile + this.#kept;
  }

  /** Adds bytes, at most as many as memory keeps; they are copied. Throws E_SOURCE when there is no room for the file. */
  write(bytes: Uint8Array): void {
    if (this.#kept + bytes.length > this.#memory.length) this.#toFile();
    this.#memory.set(bytes, this.#kept);
    this.#kept += bytes.length;
  }

  /** Fills `target` with the bytes from `position` on, all of which have been written. */
  read(target: Uint8Array, position: number): void {
    const old = target.subarray(0, Math.max(0, Math.min(target.length, this.#inFile - position)));
    if (old.length > 0) this.#file?.read(old, position);
    const start = position + old.length - this.#inFile;
    target.set(this.#memory.subarray(start, start + target.length - old.length), old.length);
  }

  /** Frees the file, and forgets what was written. */
  close(): void {
    this.#file?.close();
    this.#file = undefined;
    this.#inFile = 0;
    this.#kept = 0;
  }

  #toFile(): void {
    this.#file ??= new NamelessFile({
      path: this.#path,
      what: "the records, which are listed from the last one back",
      cure: "set TMPDIR to a file system with more room",
    });
    this.#file.write(this.#memory.subarray(0, this.#kept), this.#inFile);
    this.#inFile += this.#kept;
    this.#kept = 0;
  }
}
