//  Sessions as rows of STAYS, which hold until the next call.

import {
  ABSENT,
  CELL_COUNT,
  CELL_DURATION,
  CELL_ENDED_BEFORE,
  CELL_ENDED_BY,
  CELL_KEY,
  CELL_LAST_MOMENT,
  CELL_LOGIN,
  CELL_LOGOUT,
  CELL_PAIRED_BY,
  CELL_PID,
  CELL_STATE,
  CELL_STEPS,
  CELL_TIME,
} from "../row";
import { SLOT_CLOCK, SLOT_COUNT, SLOT_KEY, SLOT_LINE, SLOT_LOGIN, SLOT_PID } from "./slot";
import { countLogins, secondsOf, sessionCells, tellsEnd } from "./stay-row";
import { PAIRED_ID, STATE_ENDED } from "./words";

/** A session that has ended: at the time of the record that tells it, or by then. */
export function emitEnded(row: usize, slot: usize, endedBy: i64, record: usize, pairedBy: i64, clock: i64): void {
  const end = load<i64>(record, CELL_TIME * 8);
  sessionCells(row, slot);
  store<i64>(row, load<i64>(slot, SLOT_LOGIN), CELL_LOGIN * 8);
  store<i64>(row, STATE_ENDED, CELL_STATE * 8);
  store<i64>(row, endedBy, CELL_ENDED_BY * 8);
  store<i64>(row, pairedBy, CELL_PAIRED_BY * 8);
  countLogins(row, slot);
  store<i64>(row, end == ABSENT ? i64.MAX_VALUE : max(end, load<i64>(slot, SLOT_LOGIN)), CELL_LAST_MOMENT * 8);
  if (tellsEnd(endedBy)) {
    store<i64>(row, end, CELL_LOGOUT * 8);
    store<i64>(row, secondsOf(slot, end, clock), CELL_DURATION * 8);
  } else store<i64>(row, end, CELL_ENDED_BEFORE * 8);
}

/** A session whose end is not known. */
export function emitOpen(row: usize, slot: usize): void {
  sessionCells(row, slot);
  store<i64>(row, load<i64>(slot, SLOT_LOGIN), CELL_LOGIN * 8);
  countLogins(row, slot);
  store<i64>(row, i64.MAX_VALUE, CELL_LAST_MOMENT * 8);
}

/** The same with what it takes to go on with it in a later reading; a getty counts no login. */
export function emitKept(row: usize, slot: usize, clock: i64): void {
  emitOpen(row, slot);
  store<i64>(row, load<i64>(slot, SLOT_PID), CELL_PID * 8);
  store<i64>(row, load<u32>(slot, SLOT_COUNT), CELL_COUNT * 8);
  const key = load<u64>(slot, SLOT_KEY);
  store<u64>(row, key, CELL_KEY * 8);
  if (key != load<u64>(slot, SLOT_LINE)) store<i64>(row, PAIRED_ID, CELL_PAIRED_BY * 8);
  store<i64>(row, clock - load<i64>(slot, SLOT_CLOCK), CELL_STEPS * 8);
}
