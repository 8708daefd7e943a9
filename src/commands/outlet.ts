import { writeStdout } from "../sinks/stdout.ts";

/** How far reading is, for people. */
export interface ReadingProgress {
  /** Counts records that were read from a file; `offset`: where in the file reading is, where that is known. */
  count(path: string, records: number, offset?: () => bigint): void;
  end(): void;
}

/** Where the text of rows goes. */
export interface Outlet {
  /** Takes whole rows; the bytes hold until it returns. */
  write(bytes: Uint8Array): void;
  /** Absent: `write` itself waits for the reader. */
  readonly flow?: {
    /** Whether to wait for `drain` before more is written. */
    readonly isFull: boolean;
    drain(): Promise<void>;
  };
  /** Shows progress; absent: as for stdout. */
  readonly progress?: ReadingProgress;
}

/** The standard outlet. */
export const stdoutOutlet: Outlet = { write: writeStdout };
