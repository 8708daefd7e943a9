//  FreeBSD's utx.log: a big-endian length, then that much of this record (trailing zero bytes are cut away), always
//  big-endian. A length of 0 is corruption: libc steps on by one byte. A length above 197 is read as 197, the rest left.
//
//   0     1               9      17    21       53       69         197
//  ┌─────┬───────────────┬──────┬─────┬────────┬────────┬──────────┐
//  │type │microseconds   │id    │pid  │user    │line    │host      │
//  └─────┴───────────────┴──────┴─────┴────────┴────────┴──────────┘

import { L_TYPE_MAP, layoutAt } from "../layout";
import { MAX_ROWS, ROW_BYTES } from "../memory";
import {
  ABSENT,
  CELL_HOST,
  CELL_ID,
  CELL_LINE,
  CELL_OFFSET,
  CELL_PID,
  CELL_TIME,
  CELL_TYPE,
  CELL_TYPE_CODE,
  CELL_USER,
  rowAt,
  span,
} from "../row";
import { addSkip, SKIP_DAMAGED, SKIP_PARTIAL, skipRoom } from "../skip";
import { textLength, u16At } from "./bytes";
import { current, cursor, inputEnd, isLast, isTrusted, lostFrom, offsetOf, setCursor, setLostFrom } from "./state";

const RECORD: i32 = 197;
const YEAR_2242: i64 = 0x1_ffff_ffff * 1000000;

/** A big-endian number of `width` bytes of which only `have` are there, the cut ones being zero. */
function cutNumber(p: usize, width: i32, have: i32): i64 {
  let value: i64 = 0;
  for (let i = 0; i < width; i++) value = (value << 8) | (i < have ? (load<u8>(p + i) as i64) : 0);
  return value;
}

function cutText(body: usize, at: i32, width: i32, length: i32): i64 {
  const have = max(min(length - at, width), 0);
  return span(body + at, textLength(body + at, have));
}

/** Bytes of the record behind the length at `p`, or 0 when its length, type or time is impossible. */
export function utxRecordLength(p: usize, end: usize): i32 {
  if (p + 3 > end) return 0;
  const length = u16At(p, 1);
  // A record is never longer than its struct: a larger length is what lost reading looks like.
  if (length == 0 || length > RECORD || load<u8>(p, 2) > 8) return 0;
  const have = min(length - 1, ((end - p) as i32) - 3);
  const time = cutNumber(p + 3, 8, have);
  return time >= 0 && time <= YEAR_2242 ? length : 0;
}

/** Two records in a row, or one that ends the input. */
function startsHere(p: usize, end: usize): bool {
  const length = utxRecordLength(p, end);
  if (length == 0) return false;
  const next = p + 2 + length;
  return next == end || utxRecordLength(next, end) > 0;
}

/** Whether a record that follows another may be taken: plausible itself, or oversized with a record (or the end) behind. */
function isInPlace(p: usize, length: i32): bool {
  const next = p + 2 + length;
  return isTrusted != 0 || utxRecordLength(p, inputEnd) > 0 || next == inputEnd || startsHere(next, inputEnd);
}

function storeRow(row: usize, p: usize, length: i32, typeMap: usize): void {
  const body = p + 2;
  const raw = load<u8>(body) as i32;
  const type = raw < 16 ? (load<u8>(typeMap + raw) as i32) : 0xff;
  store<i64>(row, cutNumber(body + 1, 8, length - 1), CELL_TIME * 8);
  store<i64>(row, type == 0xff ? ABSENT : (type as i64), CELL_TYPE * 8);
  store<i64>(row, raw as i64, CELL_TYPE_CODE * 8);
  store<i64>(row, (cutNumber(body + 17, 4, length - 17) as i32) as i64, CELL_PID * 8);
  store<i64>(row, cutText(body, 9, 8, length), CELL_ID * 8);
  store<i64>(row, cutText(body, 21, 32, length), CELL_USER * 8);
  store<i64>(row, cutText(body, 53, 16, length), CELL_LINE * 8);
  store<i64>(row, cutText(body, 69, 128, length), CELL_HOST * 8);
  store<i64>(row, offsetOf(p), CELL_OFFSET * 8);
}

/** As decodeFixed, for utx.log. Loses and finds the records by itself. */
export function decodeUtxLog(): i32 {
  const typeMap = load<i32>(layoutAt(current), L_TYPE_MAP) as usize;
  // Far enough for a record and the head of the next one.
  const stop = isLast ? inputEnd : inputEnd - 0x10000 - 256;
  let p = cursor;
  let row = rowAt(0);
  let rows = 0;
  while (rows < MAX_ROWS && p < stop && skipRoom()) {
    const length = p + 2 <= inputEnd ? u16At(p, 1) : 0;
    const whole = p + 2 + length <= inputEnd;
    const isSound = whole && length > 0 && (lostFrom >= 0 ? startsHere(p, inputEnd) : isInPlace(p, length));
    if (!isSound) {
      if (lostFrom < 0) setLostFrom(offsetOf(p));
      p++;
      continue;
    }
    if (lostFrom >= 0) {
      addSkip(lostFrom, offsetOf(p), SKIP_DAMAGED);
      setLostFrom(-1);
    }
    storeRow(row, p, min(length, RECORD), typeMap);
    row += ROW_BYTES;
    rows++;
    p += 2 + length;
  }
  if (isLast && rows < MAX_ROWS && skipRoom()) finish(p);
  else setCursor(p);
  return rows;
}

/** Reports what is left at the end of the file: less than a whole record is a partial one. */
function finish(p: usize): void {
  const end = offsetOf(inputEnd);
  const start = lostFrom >= 0 ? lostFrom : offsetOf(p);
  addSkip(start, end, end - start < RECORD + 2 ? SKIP_PARTIAL : SKIP_DAMAGED);
  setLostFrom(-1);
  setCursor(inputEnd);
}
