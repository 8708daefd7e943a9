import { tell } from "./plugin-log.ts";

/**
 * Standard output of a long-lived program, written piece by piece: the next one only when the one before is in the pipe.
 * A slow reader makes the writer wait, and nothing grows. A piece of at most 4096 bytes goes into a pipe whole or not at
 * all, so that whatever ends this process, the reader gets whole lines.
 */
export class LineOutput {
  /** Whether something else ended it than a reader that went away. */
  hasFailed = false;
  #isClosed = false;
  #settle: (outcome: "written" | "closed") => void = () => {};

  constructor() {
    process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
      if (code !== "EPIPE") {
        this.hasFailed = true;
        tell({ level: "E", text: `stdout: ${message}` });
      }
      this.close();
    });
  }

  /** Writes a piece; `closed`: the reader has gone, or close() was called. One call at a time. */
  write(lines: Uint8Array): Promise<"written" | "closed"> {
    if (this.#isClosed) return Promise.resolve("closed");
    return new Promise((resolve) => {
      this.#settle = resolve;
      process.stdout.write(lines, (error) => resolve(error ? "closed" : "written"));
    });
  }

  /** Gives up what is not in the pipe yet. */
  close(): void {
    this.#isClosed = true;
    this.#settle("closed");
  }
}
