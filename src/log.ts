import { writeSync } from "node:fs";
import { visible } from "./model/visible.ts";

const STDERR = 2;

/** Says one line on stderr, after the program's name, whatever the message holds. A closed stderr is no reason to stop. */
export function say(message: string): void {
  try {
    writeSync(STDERR, `whoflux: ${visible(message)}\n`);
  } catch {
    // Nobody listens.
  }
}
