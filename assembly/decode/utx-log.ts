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
import { cutNumber, startsHere, UTX_RECORD, utxRecordLength } from "./utx-chain";

function cutText(body: usize, at: i32, width: i32, length: i32): i64 {
  const have = max(min(length - at, width), 0);
  return span(body + at, textLength(body + at, have));
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
  store<i64>(row, cutNumber(body + 17, 4, length - 17) as i32 as i64, CELL_PID * 8);
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
  const ahead = isLast ? 0 : 0x10000 + 256;
  let p = cursor;
  let row = rowAt(0);
  let rows = 0;
  while (rows < MAX_ROWS && p + ahead < inputEnd && skipRoom()) {
    const length = p + 2 <= inputEnd ? u16At(p, 1) : 0;
    const whole = p + 2 + length <= inputEnd;
    const isSound = whole && length > 0 && (lostFrom >= 0 ? startsHere(p, inputEnd) : isInPlace(p, length));
    if (!isSound) {
      if (lostFrom < 0) {
        setLostFrom(offsetOf(p));
        p++;
        // Records before a damaged place are delivered before it is reported.
        if (rows > 0) break;
      } else p++;
      continue;
    }
    if (lostFrom >= 0) {
      addSkip(lostFrom, offsetOf(p), SKIP_DAMAGED);
      setLostFrom(-1);
    }
    storeRow(row, p, min(length, UTX_RECORD), typeMap);
    row += ROW_BYTES;
    rows++;
    p += 2 + length;
  }
  if (isLast && rows == 0 && skipRoom()) finish(p);
  else setCursor(p);
  return rows;
}

/** Reports what is left at the end of the file: less than a whole record is a partial one. */
function finish(p: usize): void {
  const end = offsetOf(inputEnd);
  const start = lostFrom >= 0 ? lostFrom : offsetOf(p);
  addSkip(start, end, end - start < UTX_RECORD + 2 ? SKIP_PARTIAL : SKIP_DAMAGED);
  setLostFrom(-1);
  setCursor(inputEnd);
}
