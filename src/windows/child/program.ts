/** A program to start. */
export interface Program {
  /** With its folder: nothing is looked for on PATH. */
  readonly path: string;
  readonly args: readonly string[];
}

/** How a program ended. */
export interface End {
  /** Its exit code; undefined: it was killed, or never started. */
  readonly exit: number | undefined;
  /** `exit code 1`, `SIGKILL`, `ENOENT`, and behind a comma its last words. */
  readonly text: string;
}

/** Who hears a program. */
export interface Listener {
  said(bytes: Uint8Array): void;
  /** Comes once, after everything it said. */
  ended(end: End): void;
}

/** A program that runs. */
export interface Running {
  /** Never throws: what nobody reads any more is dropped. */
  write(text: string): void;
  /** The end of its input, after what was written. */
  closeInput(): void;
  /** Ends it at once, without its descendants. */
  kill(): void;
  /** Lets it wait with what it says, until `resume`. */
  pause(): void;
  resume(): void;
}

/** Starts a program. That it cannot be started is told like its end. */
export type Start = (program: Program, listener: Listener) => Promise<Running>;
