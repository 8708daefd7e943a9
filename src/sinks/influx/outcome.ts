/** Lines that a server will never take, each with its LF, and the server's own words. */
export interface Refused {
  /** `poison`: the server cannot read or store them; `retention`: they are older than what it keeps. */
  readonly nature: "poison" | "retention";
  readonly text: Uint8Array;
  readonly lines: number;
  /** HTTP status of the answer. */
  readonly status: number;
  readonly reason: string;
}

/** What became of lines that were sent. */
export type WriteOutcome = Stored | Later;

/** Every line is stored, or refused for good. */
export interface Stored {
  readonly kind: "stored";
  /** Lines that the server has taken. */
  readonly lines: number;
  readonly refused: readonly Refused[];
}

/** Some lines must be sent again. */
export interface Later {
  readonly kind: "later";
  /** `configuration`: nothing will change until somebody changes an option or the server; `trouble`: it will pass. */
  readonly nature: "configuration" | "trouble";
  /** The whole sentence: server, what it answered, and the cure. */
  readonly reason: string;
  /** Milliseconds that the server asked to wait. */
  readonly retryAfter?: number;
  /** What is not decided yet, each line with its LF; what is not in it and not refused is stored. */
  readonly rest: Uint8Array;
  readonly lines: number;
  readonly refused: readonly Refused[];
}

/** Something that takes lines. */
export interface LineSink {
  /** What it is, in words, without secrets: `InfluxDB 1.6.7 at http://127.0.0.1:8086, database logins`. */
  readonly name: string;
  /** Sends whole lines once, splitting and bisecting as needed; never rejects. One call at a time. */
  write(text: Uint8Array): Promise<WriteOutcome>;
  /** Ends what is under way, which becomes `later`, and lets connections go. */
  close(): void;
}
