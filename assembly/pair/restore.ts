//  Open sessions kept from an earlier reading, back into their slots.

import {
  ABSENT,
  CELL_COUNT,
  CELL_ID,
  CELL_KEY,
  CELL_LINE,
  CELL_PAIRED_BY,
  CELL_PID,
  CELL_STEPS,
  CELL_UID,
} from "../row";
import { stayAt } from "./blank";
import { isTerminal } from "./classify";
import { crowdedOut, enter, hashOf, recycle, takeSlot } from "./open";
import { clock } from "./run";
import { fillSlot, SLOT_COUNT } from "./slot";
import { PAIRED_ID } from "./words";

/**
 * Opens the sessions in the first `count` rows of STAYS, as listOpen() gave them with their keys; returns how many found
 * room. A row that counts no login is a getty.
 */
export function restoreOpen(count: i32): i32 {
  recycle();
  for (let index = 0; index < count; index++) {
    const row = stayAt(index);
    const key = load<u64>(row, CELL_KEY * 8);
    const byLine = load<i64>(row, CELL_PAIRED_BY * 8) != PAIRED_ID;
    const isShared = byLine && !isTerminal(key);
    const hash = hashOf(key, isShared ? load<i64>(row, CELL_PID * 8) + 1 : 0);
    if (crowdedOut(hash) != 0) return index;
    const slot = takeSlot();
    if (slot == 0) return index;
    // The session's id is made anew from line, login and pid; its cell is that of a record's id.
    store<u64>(row, key, CELL_ID * 8);
    // Records that begin sessions have no uid, and theirs would be a number.
    store<i64>(row, ABSENT, CELL_UID * 8);
    fillSlot(slot, row, byLine ? CELL_LINE : CELL_ID, clock - load<i64>(row, CELL_STEPS * 8));
    store<i32>(slot, load<i32>(row, CELL_COUNT * 8), SLOT_COUNT);
    enter(slot, hash);
  }
  return count;
}
