import type { Word } from "../model/word.ts";

/** Where a spool is, what it may hold, and what happens when it holds that. */
export interface SpoolOptions {
  /** Made when it is not there, for the owner only. */
  readonly folder: string;
  /** Bytes on disk; one `append` that is larger has them alone. */
  readonly maxBytes: number;
  /** Milliseconds that a line may wait; absent: any time. Older ones are dropped and counted. */
  readonly maxAge?: number;
  /** `refuse`: `append` throws, for who can come again later; `drop-oldest`: the oldest segment goes, and is counted. */
  readonly whenFull: "refuse" | "drop-oldest";
  /** `always`: what `append` returned from survives a power cut; `never`: only the end of this process. */
  readonly sync: "always" | "never";
  /** Values of the marks whose states were saved, by feed; what these feeds told beyond them is cut off at opening. */
  readonly marks: ReadonlyMap<number, number>;
  /** Milliseconds since 1970: `Date.now`. */
  readonly now: () => number;
  /** Told what was cut, dropped or found damaged: with file and byte offset. */
  readonly say: (word: Word) => void;
}

/** How much waits in a spool, and what became of the rest; the counters go on over restarts. */
export interface SpoolStatus {
  readonly bytes: number;
  readonly lines: number;
  /** When the oldest waiting line was appended, in milliseconds since 1970; absent: nothing waits. */
  readonly since?: number;
  /** Lines that were acknowledged. */
  readonly delivered: number;
  /** Lines that were dropped to stay within size and age, and that damage on disk took. */
  readonly dropped: number;
  /** Whether there may be no room for the next `append`; never where the oldest lines make room. */
  readonly isFull: boolean;
}
