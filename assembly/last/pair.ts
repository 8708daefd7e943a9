//  The way back: entries from the end of the spool to its start become rows of STAYS, by the rules of util-linux's `last`
//  2.38:
//
//    - what ends a session is the next login or logout on its line, else the next shutdown or boot, else nothing;
//    - what ends a boot is the next shutdown there is, however many boots lie between. (2.40 and later end it with a crash
//      at the next boot, when no shutdown lies between.)
//    - a shutdown that nothing follows ends at second 0, as there.
//
//  Left out is the check whether a session without an end is really there ("gone - no logout"): it asks the accounts and
//  terminals of the computer that `last` runs on, and evidence is of another one.

import { MAX_ROWS, ROW_BYTES, STAYS } from "../memory";
import {
  ABSENT,
  CELL_ID,
  CELL_LAST_MOMENT,
  CELL_LINE,
  CELL_LOGIN,
  CELL_LOGOUT,
  CELL_TYPE,
  CELL_USER,
  span,
  TYPE_BOOT_TIME,
  TYPE_DEAD_PROCESS,
  TYPE_NEW_TIME,
  TYPE_OLD_TIME,
  TYPE_RUN_LVL,
  TYPE_SHUTDOWN_TIME,
  TYPE_USER_PROCESS,
} from "../row";
import { exchangeEnd, forgetEnds } from "./ends";
import { AS_IS, TAIL, TAIL_BYTES, TAIL_KIND, TAIL_LENGTHS, TAIL_LEVEL, TEXTS, textCell } from "./entry";
import { isDown } from "./pack";
import { BACK } from "./regions";
import { CELL_HOW, HOW_CRASH, HOW_DOWN, HOW_ENDED, HOW_LOGGED_IN, HOW_MOMENT, HOW_RUNNING } from "./row";
import { isSystem } from "./style";
import {
  bootText,
  dateText,
  downText,
  levelText,
  newTimeText,
  oldTimeText,
  rebootText,
  runlevelText,
  shutdownText,
} from "./words";

let left: i32 = 0;
/** The earliest boot or shutdown met so far, ABSENT before the first. */
let lastBoot: i64 = ABSENT;
let lastDown: i64 = ABSENT;
let lastLevel: i64 = ABSENT;
/** How what lies before lastBoot ended. */
let why: i64 = HOW_CRASH;

/** Starts a log, from its end. */
export function beginWayBack(): void {
  lastBoot = lastDown = lastLevel = ABSENT;
  forgetEnds();
}

/**
 * Fills STAYS with up to MAX_ROWS rows, the latest first, from the last `length` bytes of the spool not yet listed, which
 * stand in BACK; returns how many. spoolLeft() tells how many bytes are still to come.
 */
export function pairBack(length: i32): i32 {
  const end = STAYS + MAX_ROWS * ROW_BYTES;
  let row = STAYS;
  left = length;
  while (row < end && left >= (TAIL as i32)) {
    const tail = BACK + left - TAIL;
    const bytes = load<u16>(tail, TAIL_BYTES) as i32;
    if (left < bytes) break;
    left -= bytes;
    fill(row, BACK + left, tail);
    if (isListed(row, load<u8>(tail, TAIL_KIND), load<u8>(tail, TAIL_LEVEL))) row += ROW_BYTES;
  }
  return ((row - STAYS) as i32) / ROW_BYTES;
}

/** Bytes at the front of BACK that pairBack() did not use; an entry that starts before them is among them. */
export function spoolLeft(): i32 {
  return left;
}

function fill(row: usize, text: usize, tail: usize): void {
  store<i64>(row, load<i64>(tail), CELL_LOGIN << 3);
  for (let index = 0; index < TEXTS; ++index) {
    const length = load<u16>(tail + (index << 1), TAIL_LENGTHS) as i32;
    store<i64>(textCell(row, index), length == 0 ? 0 : span(text, length));
    text += length;
  }
}

/** Takes the entry in `row` for what it is, and completes the row; false when it is not to be seen. */
function isListed(row: usize, kind: i32, level: u32): bool {
  const time = load<i64>(row, CELL_LOGIN << 3);
  let end = time;
  let how = HOW_RUNNING;
  let isSeen = true;
  if (kind == TYPE_USER_PROCESS || kind == TYPE_DEAD_PROCESS) {
    const id = load<i64>(row, CELL_ID << 3);
    end = exchangeEnd(id == 0 ? load<i64>(row, CELL_LINE << 3) : id, time);
    if (kind == TYPE_DEAD_PROCESS) return false;
    how = lastBoot == ABSENT ? HOW_LOGGED_IN : why;
  } else if (kind == TYPE_BOOT_TIME) {
    name(row, rebootText(), bootText());
    end = lastDown;
  } else if (kind != AS_IS) {
    isSeen = isSystem();
    if (kind == TYPE_SHUTDOWN_TIME) {
      name(row, shutdownText(), downText());
      end = lastBoot == ABSENT ? 0 : lastBoot;
    } else if (kind == TYPE_RUN_LVL) {
      name(row, runlevelText(), levelText(level));
      end = lastLevel;
      lastLevel = time;
    } else {
      name(row, dateText(), kind == TYPE_NEW_TIME ? newTimeText() : oldTimeText());
    }
  }
  const isOpen = end == ABSENT && how >= HOW_LOGGED_IN;
  const isMoment = kind == TYPE_NEW_TIME || kind == TYPE_OLD_TIME;
  store<i64>(row, isMoment ? HOW_MOMENT : end != ABSENT ? HOW_ENDED : how, CELL_HOW << 3);
  if (end == ABSENT) end = lastBoot;
  store<i64>(row, kind, CELL_TYPE << 3);
  store<i64>(row, end, CELL_LOGOUT << 3);
  store<i64>(row, isOpen ? i64.MAX_VALUE : max(end, time), CELL_LAST_MOMENT << 3);
  const isShutdown = kind == TYPE_SHUTDOWN_TIME || (kind == TYPE_RUN_LVL && isDown(level));
  if (isShutdown) lastDown = lastLevel = time;
  if (isShutdown || kind == TYPE_BOOT_TIME) {
    lastBoot = time;
    why = isShutdown ? HOW_DOWN : HOW_CRASH;
    forgetEnds();
  }
  return isSeen;
}

//  Linux has users for these; elsewhere there is none.
function name(row: usize, user: i64, line: i64): void {
  if (load<i64>(row, CELL_USER << 3) == 0) store<i64>(row, user, CELL_USER << 3);
  store<i64>(row, line, CELL_LINE << 3);
}
