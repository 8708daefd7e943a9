/** Where a frame of a spool ends: its segment, and the bytes of it before that end. */
export interface SpoolPlace {
  readonly segment: number;
  readonly offset: number;
}

/** Whole lines out of a spool, in the order in which they came in. */
export interface Batch {
  /** Each line with its LF. */
  readonly text: Uint8Array;
  readonly lines: number;
  /** When the first of them was appended, in milliseconds since 1970. */
  readonly since: number;
  /** What to acknowledge when they are safe elsewhere. */
  readonly end: SpoolPlace;
}
