import { writeSync } from "node:fs";
import { WhofluxError } from "../model/error.ts";

/** Thrown when the reader of stdout has gone (`| head -1`): the end of the work, and no failure. */
export class ClosedPipe extends Error {}

const STDOUT = 1;
/** Milliseconds between two tries on a full pipe that somebody made non-blocking. */
const FULL_PIPE_WAIT = 2;

/** Writes all bytes to stdout, in order and synchronously: a full pipe holds the reading of more. */
export function writeStdout(bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(STDOUT, bytes, written, bytes.length - written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EAGAIN") pause(FULL_PIPE_WAIT);
      else if (code === "EPIPE" || code === "EOF") throw new ClosedPipe("stdout is closed");
      else throw new WhofluxError("E_SINK", `cannot write (${code})`, { path: "stdout", cause: error });
    }
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
