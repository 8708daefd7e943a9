import { writeSync } from "node:fs";
import { visible } from "../model/visible.ts";
import type { Word } from "../model/word.ts";

const STDERR = 2;
/** Characters of a line: Telegraf shows 512 bytes of the first one, and its reader of long-lived programs breaks at 64 KiB. */
const LINE = 4000;

/**
 * Says something on stderr in a line of its own, with Telegraf's mark of how bad it is (`E! `, `W! `, `I! `) in front:
 * whatever the text holds, it cannot end the line and forge another.
 */
export function tell({ level, text }: Word): void {
  const shown = visible(text);
  try {
    writeSync(STDERR, `${level}! whoflux: ${shown.length > LINE ? `${shown.slice(0, LINE)}…` : shown}\n`);
  } catch {
    // Nobody listens, or nobody who reads: that is no reason to stop.
  }
}
