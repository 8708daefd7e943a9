/** What is known of a segment while its spool is open. */
export interface Segment {
  readonly number: number;
  readonly path: string;
  /** Lines that came into the spool before it. */
  readonly line: number;
  /** Bytes that count: what is behind them could not be cut off. */
  end: number;
  /** Bytes on disk. */
  size: number;
  /** When its first frame was appended, and the newest one, in milliseconds since 1970; absent: it has none. */
  since?: number;
  newest?: number;
}

/** Lines that nobody will get: they were lost, or told by a state that was not saved and are told again. */
export interface Dead {
  /** Lines that came into the spool before them. */
  readonly line: number;
  readonly lines: number;
  readonly why: "lost" | "unsaved";
}
