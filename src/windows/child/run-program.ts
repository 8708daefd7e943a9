import { AskError } from "../ask.ts";
import type { End, Program, Running, Start } from "./program.ts";

/** Bytes that one program may say. */
const MOST = 16 * 1024 * 1024;

/** What a program said, and how it ended. */
export interface Said {
  readonly output: Buffer;
  readonly end: End;
}

/** Runs a program to its end, with an empty stdin. Throws AskError `timeout`, `crash` (too much was said, or it was killed). */
export function runProgram(start: Start, program: Program, limit: number): Promise<Said> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = [];
    let length = 0;
    let running: Running | undefined;
    let isOver = false;
    const over = (error: unknown): void => {
      isOver = true;
      clearTimeout(timer);
      reject(error);
      running?.kill();
    };
    const timer = setTimeout(() => over(new AskError("timeout", `nothing within ${limit / 1000} s`)), limit);
    const listener = {
      said(bytes: Uint8Array): void {
        length += bytes.length;
        if (length > MOST) over(new AskError("crash", `more than ${MOST} bytes`));
        else parts.push(bytes);
      },
      ended(end: End): void {
        clearTimeout(timer);
        if (end.exit === undefined) reject(new AskError("crash", end.text));
        else resolve({ output: Buffer.concat(parts), end });
      },
    };
    start(program, listener).then((started) => {
      running = started;
      if (isOver) running.kill();
      running.closeInput();
    }, over);
  });
}
