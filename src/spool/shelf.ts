import type { SpoolFiles } from "./files.ts";
import type { Segment } from "./segment.ts";
import { type Sync, Tail } from "./tail.ts";

/** What a shelf begins with. */
export interface Shelved {
  readonly folder: string;
  readonly segments: Segment[];
  /** Of the segment that is begun next. */
  readonly nextNumber: number;
  /** Whether the last segment can be written on. */
  readonly isWhole: boolean;
}

/** The segments of a spool in their order, the last of which is written. Methods throw the system's error. */
export class Shelf {
  readonly #files: SpoolFiles;
  readonly #folder: string;
  readonly #sync: Sync;
  #segments: Segment[];
  #nextNumber: number;
  #tail: Tail | undefined;

  constructor(files: SpoolFiles, sync: Sync, { folder, segments, nextNumber, isWhole }: Shelved) {
    this.#files = files;
    this.#folder = folder;
    this.#sync = sync;
    this.#segments = segments;
    this.#nextNumber = nextNumber;
    const last = segments.at(-1);
    if (isWhole && last !== undefined) this.#tail = Tail.goOn(files, sync, last);
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** The number that no segment had yet. */
  get nextNumber(): number {
    return this.#nextNumber;
  }

  /** Bytes on disk. */
  get bytes(): number {
    return this.#segments.reduce((sum, { size }) => sum + size, 0);
  }

  /** The segment that is written; undefined: the next write begins one. */
  get written(): Segment | undefined {
    return this.#tail?.segment;
  }

  /** The segment of this number, or else the first one behind it. */
  from(number: number): Segment | undefined {
    return this.#segments.find((segment) => segment.number >= number);
  }

  /** Writes bytes, all or nothing, in one piece of one segment; `line`: the number of their first line. */
  write(bytes: Buffer, line: number, time: number): void {
    if (this.#tail?.isGone === true) this.endSegment();
    this.#tail ??= this.#begin(line);
    const { segment } = this.#tail;
    try {
      this.#tail.write(bytes);
    } catch (error) {
      if (segment.size !== segment.end) this.endSegment();
      throw error;
    }
    segment.since ??= time;
    segment.newest = Math.max(segment.newest ?? time, time);
  }

  /** The next write begins another segment. */
  endSegment(): void {
    this.#tail?.close();
    this.#tail = undefined;
  }

  /** Removes the segments before a number, oldest first. */
  removeBefore(number: number): void {
    for (let [first] = this.#segments; first !== undefined && first.number < number; [first] = this.#segments) {
      if (first === this.#tail?.segment) this.endSegment();
      this.#files.remove(first.path);
      this.#segments = this.#segments.slice(1);
    }
  }

  #begin(line: number): Tail {
    const previousEnd = this.#segments.at(-1)?.end ?? 0;
    const tail = Tail.begin(this.#files, this.#folder, this.#sync, { number: this.#nextNumber, line, previousEnd });
    this.#nextNumber += 1;
    this.#segments.push(tail.segment);
    return tail;
  }
}
