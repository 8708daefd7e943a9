//  The way there: records in the order of the file become entries of the spool (entry.ts).

import { countWithoutTime, endRows } from "../encode/state";
import {
  ABSENT,
  CELL_LINE,
  CELL_PID,
  CELL_TIME,
  rowAt,
  TYPE_DEAD_PROCESS,
  TYPE_NEW_TIME,
  TYPE_OLD_TIME,
  TYPE_RUN_LVL,
} from "../row";
import {
  AS_IS,
  ENTRY_MOST,
  HAS_ALL,
  HAS_ID,
  HAS_LINE,
  LONG_TEXT,
  PASSED_OVER,
  TAIL,
  TAIL_BYTES,
  TAIL_KIND,
  TAIL_LENGTHS,
  TAIL_LEVEL,
  TEXTS,
  textCell,
} from "./entry";
import { kindOf } from "./kind";
import { ZONES } from "./regions";
import { isSystem } from "./style";

let isFailed: bool = false;
let keyIsId: bool = false;
const tail: usize = memory.data(32, 16);

/** Starts a log: no time has been met. */
export function beginPacking(): void {
  store<i64>(ZONES, i64.MAX_VALUE);
  store<i64>(ZONES, i64.MIN_VALUE, 8);
}

/**
 * Says what the rows to come are: `failed` 1 failed logins, each listed as it stands, 0 a history. `byId` 1: logouts are
 * tied to logins by their id (FreeBSD, wtmpdb), not by their line.
 */
export function beginSpoolFile(failed: i32, byId: i32): void {
  isFailed = failed != 0;
  keyIsId = byId != 0;
}

/**
 * Packs records from `first` on into `out`; returns the end of what was written (encodedRows() tells how far). ZONES,
 * which is not in use yet, is left with the first and the last of their times.
 */
export function encodeSpool(first: i32, count: i32, out: usize, end: usize): usize {
  const limit = end - ENTRY_MOST;
  let done = 0;
  for (; done < count && out <= limit; ++done) {
    const row = rowAt(first + done);
    const time = load<i64>(row, CELL_TIME << 3);
    if (time == ABSENT) {
      countWithoutTime();
      continue;
    }
    const kind = isFailed ? AS_IS : kindOf(row);
    if (!matters(row, kind)) continue;
    store<i64>(tail, time);
    store<u8>(tail, kind as u8, TAIL_KIND);
    store<u8>(tail, levelOf(row) as u8, TAIL_LEVEL);
    store<i64>(ZONES, min(load<i64>(ZONES), time));
    store<i64>(ZONES, max(load<i64>(ZONES, 8), time), 8);
    out = packed(out, row, kind == TYPE_DEAD_PROCESS ? HAS_LINE | HAS_ID : HAS_ALL);
  }
  endRows(done);
  return out;
}

function matters(row: usize, kind: i32): bool {
  if (kind == PASSED_OVER) return false;
  if (isSystem()) return true;
  if (kind == TYPE_RUN_LVL) return isDown(levelOf(row));
  return kind != TYPE_NEW_TIME && kind != TYPE_OLD_TIME;
}

/** Whether a run level is the end of everything: halt or reboot. */
export function isDown(level: u32): bool {
  return level == 0x30 || level == 0x36;
}

//  In the pid, where ABSENT has no bits. Solaris has it at the end of the line: `run-level 3`.
function levelOf(row: usize): u32 {
  const level: u32 = load<u8>(row, CELL_PID << 3);
  const line = load<u64>(row, CELL_LINE << 3);
  const isRunLevel = line >> 32 > 4 && load<u32>(line as usize) == 0x2d6e7572;
  return isRunLevel && level == 0 ? load<u8>((line as u32 as usize) + ((line >> 32) as usize) - 1) : level;
}

//  The texts that `wanted` has bits for, and the tail.
function packed(start: usize, row: usize, wanted: i32): usize {
  let out = start;
  if (!keyIsId) wanted &= ~HAS_ID;
  for (let index = 0; index < TEXTS; ++index) {
    const cell = textCell(row, index);
    const length = (wanted >> index) & 1 ? min(load<i32>(cell, 4), LONG_TEXT) : 0;
    const text = load<u32>(cell) as usize;
    for (let at = 0; at < length; at += 16) v128.store(out + at, v128.load(text + at));
    store<u16>(tail + (index << 1), length as u16, TAIL_LENGTHS);
    out += length;
  }
  store<u16>(tail, (out + TAIL - start) as u16, TAIL_BYTES);
  v128.store(out, v128.load(tail));
  store<u64>(out, load<u64>(tail, 16), 16);
  return out + TAIL;
}
