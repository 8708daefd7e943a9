import { writeSync } from "node:fs";
import { visible } from "../model/visible.ts";

const STDERR = 2;
const WIPE = "\r\x1b[K";
/** A terminal cuts a long line off at its edge instead of going on in the next row, which nothing would wipe. */
const CUT = "\x1b[?7l";
const WRAP = "\x1b[?7h";

/** A line of a terminal that is written over again and again. A terminal that has gone is no reason to stop the work. */
export class StatusLine {
  #isDirty = false;

  /** Shows a text in place of the one before. */
  show(text: string): void {
    this.#isDirty = true;
    write(`${WIPE}${CUT}${visible(text)}${WRAP}`);
  }

  /** Leaves the line empty, for words to be said in its place. */
  wipe(): void {
    if (this.#isDirty) write(WIPE);
    this.#isDirty = false;
  }
}

function write(text: string): void {
  try {
    writeSync(STDERR, text);
  } catch {
    // Nobody looks on.
  }
}
