import { join } from "node:path";
import { closeAnyway, type SpoolFiles } from "./files.ts";
import type { Segment } from "./segment.ts";
import { SEGMENT_HEADER, segmentHeaderBytes, segmentName } from "./segment-header.ts";

/** Whether what was written is made durable at once. */
export type Sync = "always" | "never";

/** The segment that is being written. Every method throws the system's error, and leaves then what was there before. */
export class Tail {
  readonly #files: SpoolFiles;
  readonly #sync: Sync;
  readonly #fd: number;
  readonly segment: Segment;

  private constructor(files: SpoolFiles, sync: Sync, fd: number, segment: Segment) {
    this.#files = files;
    this.#sync = sync;
    this.#fd = fd;
    this.segment = segment;
  }

  /** Begins a segment behind `previous`. */
  static begin(
    files: SpoolFiles,
    folder: string,
    sync: Sync,
    { number, line, previousEnd }: { readonly number: number; readonly line: number; readonly previousEnd: number },
  ): Tail {
    const path = join(folder, segmentName(number));
    const fd = files.create(path);
    try {
      writeAll(files, fd, segmentHeaderBytes({ line, previousEnd }), 0);
      if (sync === "always") {
        files.sync(fd);
        files.syncFolder(folder);
      }
    } catch (error) {
      closeAnyway(files, fd);
      attempt(() => files.remove(path));
      throw error;
    }
    return new Tail(files, sync, fd, { number, path, line, end: SEGMENT_HEADER, size: SEGMENT_HEADER });
  }

  /** Goes on with a segment that is there. */
  static goOn(files: SpoolFiles, sync: Sync, segment: Segment): Tail {
    return new Tail(files, sync, files.openToWrite(segment.path), segment);
  }

  /** Whether somebody removed it. */
  get isGone(): boolean {
    return !this.#files.hasName(this.#fd);
  }

  /**
   * Writes bytes at the end, all or nothing. Where not even cutting back succeeds, `segment.size` stays beyond
   * `segment.end`: then another segment must be begun.
   */
  write(bytes: Buffer): void {
    const { segment } = this;
    try {
      writeAll(this.#files, this.#fd, bytes, segment.end);
      if (this.#sync === "always") this.#files.sync(this.#fd);
    } catch (error) {
      segment.size = segment.end + bytes.length;
      attempt(() => {
        this.#files.truncate(this.#fd, segment.end);
        segment.size = segment.end;
      });
      throw error;
    }
    segment.end += bytes.length;
    segment.size = segment.end;
  }

  close(): void {
    closeAnyway(this.#files, this.#fd);
  }
}

/** Throws when the disk takes less than all of it. */
function writeAll(files: SpoolFiles, fd: number, bytes: Buffer, position: number): void {
  for (let written = 0; written < bytes.length; ) {
    const count = files.write(fd, bytes.subarray(written), position + written);
    if (count === 0) throw new Error("the disk took no more bytes");
    written += count;
  }
}

/** What fails here has its consequence elsewhere: the error that is being thrown, or the next opening. */
function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // Said by whoever threw first.
  }
}
