import { closeSync, readSync } from "node:fs";
import type { ByteSource } from "./byte-source.ts";
import { readFailure } from "./descriptor.ts";
import type { Extent } from "./extents.ts";

/** How a plain file is read: by position, or onwards from where its descriptor stands (devices, a used stdin). */
export type Access = "position" | "sequence";

/** A plain file, read straight into the caller's memory; of a sparse one only the given extents. */
export class PlainFile implements ByteSource {
  readonly container = "plain";
  readonly path: string;
  readonly fd: number;
  offset = 0;
  #open = true;
  readonly access: Access;
  #extents: readonly Extent[] | undefined;
  #extent = 0;
  #end = Number.POSITIVE_INFINITY;
  #size = 0;

  constructor(path: string, fd: number, access: Access) {
    this.path = path;
    this.fd = fd;
    this.access = access;
  }

  get canReopen(): boolean {
    return this.access === "position" && this.fd !== 0;
  }

  /** From now on reads these ranges only; behind the last one the offset is `size`. Before the first read. */
  keepTo(extents: readonly Extent[], size: number): void {
    this.#extents = extents;
    this.#size = size;
    this.#enter(0);
  }

  read(target: Uint8Array): number {
    if (!this.#open) return 0;
    const room = Math.min(target.length, this.#end - this.offset);
    if (room === 0) return 0;
    let count: number;
    try {
      count = readSync(this.fd, target, 0, room, this.access === "position" ? this.offset : null);
    } catch (cause) {
      throw readFailure(this.path, this.offset, cause);
    }
    this.offset += count;
    if (this.offset === this.#end) this.#enter(this.#extent + 1);
    return count;
  }

  /** Begins again at the start of the file. */
  rewind(): void {
    this.offset = 0;
    if (this.#extents !== undefined) this.#enter(0);
  }

  close(): void {
    if (this.#open && this.fd !== 0) closeSync(this.fd);
    this.#open = false;
  }

  #enter(index: number): void {
    const extent = this.#extents?.[index];
    this.#extent = index;
    this.offset = extent?.start ?? this.#size;
    this.#end = extent?.end ?? this.#size;
  }
}
