import { recordCells } from "../model/record.ts";
import type { Core } from "../wasm/core.ts";

//  Failed logins are stamped in whole seconds by many programs, and two that agree in second, line and name differ by
//  their ordinal alone, which counts from the first of them on. sshd and PAM both write, so one failure is often two
//  records. What is of the same moment must therefore be read in one go: the latest records wait until nothing can be
//  stamped with their second any more.

/** Milliseconds in which more of the same moment may come. */
const FRESH = 2000;
const MICROSECONDS = 1000n;

/** Whether a file was written so lately that its last records may be followed by others of their moment. */
export function isFresh(modified: string, now: number): boolean {
  const age = now - Number(BigInt(modified) / 1_000_000n);
  // A clock that was set back makes files that seem to be from the future; they are not waited for.
  return age > -FRESH && age < FRESH;
}

/** How many of the first `rows` records in ROWS stand before the first one of the last seconds. */
export function settledRows(core: Core, rows: number, now: number): number {
  const from = BigInt(now - FRESH) * MICROSECONDS;
  const to = BigInt(now + FRESH) * MICROSECONDS;
  const cellsInRow = core.regions.ROW_BYTES / 8;
  for (let row = 0; row < rows; row++) {
    const time = core.cells[row * cellsInRow + recordCells.time] ?? 0n;
    if (time > from && time <= to) return row;
  }
  return rows;
}
