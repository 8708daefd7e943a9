//  Logins counted per user, source, line and hour, from records in ROWS. What a record counts for depends on the nature of
//  its file:
//
//    wtmp, utmp, wtmpdb   a USER_PROCESS with a user got in
//    lastlog, lastlog2    who has a time got in then
//    btmp                 a USER_PROCESS, a LOGIN_PROCESS, and whatever has a user or a line did not get in
//    faillog              counts failures itself

import { ROW_BYTES } from "../memory";
import { NATURE_FAILED, NATURE_FAILURES, NATURE_LAST_LOGIN } from "../nature";
import {
  ABSENT,
  CELL_ADDR,
  CELL_COUNT,
  CELL_HOST,
  CELL_LINE,
  CELL_TIME,
  CELL_TYPE,
  CELL_USER,
  rowAt,
  TYPE_LOGIN_PROCESS,
  TYPE_USER_PROCESS,
} from "../row";
import { addressText } from "../text/address";
import { isoTime } from "../text/time";
import { FAILED, FIRST, HOURS, LAST, LINES, MEMO, SOURCES, SUCCEEDED, TOTAL, USERS } from "./entry";
import { entryOf } from "./table";

/** Cells that no record uses: f64 logins of the row, i64 its time or the greatest. */
const CELL_LOGINS: i32 = 30;
const CELL_EARLIEST: i32 = 31;

/** An address or an hour as text. */
const TEXT: usize = memory.data(64, 16);

const HOUR: i64 = 3600000000;
/** What the memo of HOURS is about. */
let hourStart: i64 = 0;

/**
 * Counts the first `count` rows of ROWS, which are from a file of this nature (NATURE_…). One table after the other: in a
 * short loop the processor waits for the entries of several rows at once.
 */
export function countLogins(count: i32, nature: i32): void {
  const end = rowAt(count);
  const tallied = nature == NATURE_FAILED || nature == NATURE_FAILURES ? FAILED : SUCCEEDED;
  countTotal(end, nature, tallied);
  countTexts(USERS, CELL_USER, end, tallied);
  countTexts(SOURCES, CELL_HOST, end, tallied);
  countTexts(LINES, CELL_LINE, end, tallied);
  for (let row = rowAt(0); row < end; row += ROW_BYTES) {
    if (counts(row) && load<i64>(row, CELL_TIME * 8) != ABSENT) tally(hourEntry(row), row, tallied);
  }
}

/** Counts by the text of a cell; an absent text counts as an empty one. */
function countTexts(table: usize, cell: i32, end: usize, tallied: usize): void {
  for (let row = rowAt(0); row < end; row += ROW_BYTES) {
    if (!counts(row)) continue;
    let text = load<u32>(row + cell * 8) as usize;
    let length = lengthOf(row, cell);
    if (length == 0 && cell == CELL_HOST && load<u64>(row, CELL_ADDR * 8) != 0) {
      text = TEXT;
      length = (addressText(TEXT, load<u32>(row, CELL_ADDR * 8), lengthOf(row, CELL_ADDR)) - TEXT) as i32;
    }
    tally(entryOf(table, text, length), row, tallied);
  }
}

/** Says in each row how many logins it is and since when; counts them all. */
function countTotal(end: usize, nature: i32, tallied: usize): void {
  let logins = load<f64>(TOTAL + tallied);
  let first = load<i64>(TOTAL, FIRST);
  let last = load<i64>(TOTAL, LAST);
  for (let row = rowAt(0); row < end; row += ROW_BYTES) {
    const ofRow = tallied == SUCCEEDED ? loginsOf(row, nature) : failuresOf(row, nature);
    const time = load<i64>(row, CELL_TIME * 8);
    const earliest = time == ABSENT ? i64.MAX_VALUE : time;
    store<f64>(row, ofRow, CELL_LOGINS * 8);
    store<i64>(row, earliest, CELL_EARLIEST * 8);
    if (ofRow == 0) continue;
    logins += ofRow;
    first = min(first, earliest);
    last = max(last, time);
  }
  store<f64>(TOTAL + tallied, logins);
  store<i64>(TOTAL, first, FIRST);
  store<i64>(TOTAL, last, LAST);
}

function counts(row: usize): bool {
  return load<f64>(row, CELL_LOGINS * 8) > 0;
}

/** Adds the logins of a row to an entry. */
function tally(entry: usize, row: usize, tallied: usize): void {
  store<f64>(entry + tallied, load<f64>(entry + tallied) + load<f64>(row, CELL_LOGINS * 8));
  store<i64>(entry, min(load<i64>(entry, FIRST), load<i64>(row, CELL_EARLIEST * 8)), FIRST);
  store<i64>(entry, max(load<i64>(entry, LAST), load<i64>(row, CELL_TIME * 8)), LAST);
}

function loginsOf(row: usize, nature: i32): f64 {
  if (nature == NATURE_LAST_LOGIN) return load<i64>(row, CELL_TIME * 8) == ABSENT ? 0 : 1;
  return load<i64>(row, CELL_TYPE * 8) == TYPE_USER_PROCESS && lengthOf(row, CELL_USER) > 0 ? 1 : 0;
}

function failuresOf(row: usize, nature: i32): f64 {
  if (nature == NATURE_FAILURES) return max<i64>(0, load<i64>(row, CELL_COUNT * 8)) as f64;
  const type = load<i64>(row, CELL_TYPE * 8);
  if (type == TYPE_USER_PROCESS || type == TYPE_LOGIN_PROCESS) return 1;
  return lengthOf(row, CELL_USER) > 0 || lengthOf(row, CELL_LINE) > 0 ? 1 : 0;
}

function lengthOf(row: usize, cell: i32): i32 {
  return load<i32>(row + cell * 8, 4);
}

/** The entry of the hour that a time is in, `2026-01-02T03:00`: 16 bytes. It is mostly that of the login before. */
function hourEntry(row: usize): usize {
  const time = load<i64>(row, CELL_TIME * 8);
  const known = load<u32>(HOURS, MEMO) as usize;
  if (known != 0 && time >= hourStart && ((time - hourStart) as u64) < (HOUR as u64)) return known;
  // `:00` instead of `:MM:SS.ffffffZ`.
  const minutes = isoTime(TEXT, time) - 14;
  store<u32>(minutes, 0x30303a);
  const entry = entryOf(HOURS, TEXT, ((minutes - TEXT) as i32) + 3);
  const ofHour = time % HOUR;
  hourStart = time - ofHour - (ofHour < 0 ? HOUR : 0);
  return entry;
}
