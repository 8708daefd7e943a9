//  What the parts of pairing share: the run, the file, and the rows that the current call has made.

import { MAX_ROWS } from "../memory";
import { NATURE_HISTORY } from "../nature";
import { CELL_ID, CELL_LINE } from "../row";
import { stayAt } from "./blank";

/** Most rows that one record takes. */
const ROOM: i32 = 2;

/** 1: events, 0: sessions. */
export let isEvents: i32 = 0;
export let nature: i32 = NATURE_HISTORY;
/** The cell that ties a logout to its login. */
export let keyCell: i32 = CELL_LINE;
/** Microseconds that the clock has been moved by, as far as records tell. */
export let clock: i64 = 0;
/** Rows in STAYS. */
export let emitted: i32 = 0;

/** Starts a run. */
export function setRun(events: i32): void {
  isEvents = events;
  clock = 0;
  emitted = 0;
}

/** Starts a file. */
export function setFile(kind: i32, byId: i32): void {
  nature = kind;
  keyCell = byId ? CELL_ID : CELL_LINE;
}

/** Notes a step of the clock. */
export function moveClock(step: i64): void {
  clock += step;
}

/** Starts a call: no rows yet. */
export function setEmitted(rows: i32): void {
  emitted = rows;
}

/** Whether all rows that one record can take still fit. */
export function hasRoom(): bool {
  return emitted <= MAX_ROWS - ROOM;
}

/** The next row of STAYS. */
export function nextStay(): usize {
  emitted += 1;
  return stayAt(emitted - 1);
}
