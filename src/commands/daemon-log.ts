import { fstatSync, writeSync } from "node:fs";
import { visible } from "../model/visible.ts";
import type { Word } from "../model/word.ts";
import { tell } from "./plugin-log.ts";

const STDERR = 2;
/** Characters of a line: the journal takes 48 KiB in one piece. */
const LINE = 4000;

/** Syslog's numbers, which the journal takes off the beginning of a line: error, warning, informational. */
const priorities = { E: "<3>", W: "<4>", I: "<6>" } as const;

/**
 * How a daemon says something on stderr: to systemd's journal with the mark of its priority, to everybody else as the
 * other long-lived commands do (`W! whoflux: …`).
 */
export function daemonLog(environment: Readonly<Record<string, string | undefined>>): (word: Word) => void {
  return isJournal(environment.JOURNAL_STREAM) ? tellJournal : tell;
}

function tellJournal({ level, text }: Word): void {
  const shown = visible(text);
  try {
    writeSync(STDERR, `${priorities[level]}${shown.length > LINE ? `${shown.slice(0, LINE)}…` : shown}\n`);
  } catch {
    // Nobody listens: that is no reason to stop.
  }
}

/** The variable names the stream by its device and inode; stderr may be another one by now. */
function isJournal(stream: string | undefined): boolean {
  if (stream === undefined) return false;
  try {
    const { dev, ino } = fstatSync(STDERR);
    return stream === `${dev}:${ino}`;
  } catch {
    return false;
  }
}
