//  Most cells hold what they held in the row before: the same layout, no exit status, nothing at all. A column
//  remembers such a cell together with everything it became, prefix to suffix, and the next row copies it.
//
//  Only values that decide their text by themselves are kept: numbers and names, and texts in LAYOUT_NAMES, which never
//  changes. A value is kept when it has come RUN times running and forgotten when another one comes, so that a column
//  that changes to and fro is not guessed at in vain.

import {
  COLUMN_KIND,
  COLUMN_LAST_CELL,
  COLUMN_MEMO,
  COLUMN_MEMO_CELL,
  COLUMN_MEMO_LENGTH,
  COLUMN_RUN,
  KIND_ADDRESS,
  KIND_TEXT,
} from "../column";
import { LAYOUT_NAMES, LAYOUT_NAMES_BYTES } from "../memory";
import { ABSENT } from "../row";

const MEMO_BYTES: usize = 32;
const RUN: i32 = 8;

/** Makes an absent cell the remembered one. */
export function forget(column: usize): void {
  const kind = load<i32>(column, COLUMN_KIND);
  const absent = kind == KIND_TEXT || kind == KIND_ADDRESS ? 0 : ABSENT;
  store<i64>(column, absent, COLUMN_MEMO_CELL);
  store<i32>(column, 0, COLUMN_MEMO_LENGTH);
  store<i64>(column, absent, COLUMN_LAST_CELL);
  store<i32>(column, 0, COLUMN_RUN);
}

/** True when `cell` is the remembered one; then recall() writes it. */
export function isRemembered(column: usize, cell: i64): bool {
  return cell == load<i64>(column, COLUMN_MEMO_CELL);
}

/** Writes the remembered cell with prefix and suffix; nothing when it is absent. 32 bytes at `out` are overwritten. */
export function recall(out: usize, column: usize): usize {
  v128.store(out, v128.load(column, COLUMN_MEMO));
  v128.store(out, v128.load(column, COLUMN_MEMO + 16), 16);
  return out + load<i32>(column, COLUMN_MEMO_LENGTH);
}

/** Takes note that `cell`, which was not remembered, became the text `from`..`out`. */
export function remember(column: usize, cell: i64, from: usize, out: usize): void {
  if (cell != load<i64>(column, COLUMN_LAST_CELL)) {
    if (load<i32>(column, COLUMN_MEMO_LENGTH) != 0) forget(column);
    store<i64>(column, cell, COLUMN_LAST_CELL);
    store<i32>(column, 0, COLUMN_RUN);
    return;
  }
  const run = load<i32>(column, COLUMN_RUN) + 1;
  store<i32>(column, run, COLUMN_RUN);
  if (run < RUN || out - from > MEMO_BYTES) return;
  store<i64>(column, cell, COLUMN_MEMO_CELL);
  store<i32>(column, (out - from) as i32, COLUMN_MEMO_LENGTH);
  v128.store(column, v128.load(from), COLUMN_MEMO);
  v128.store(column, v128.load(from, 16), COLUMN_MEMO + 16);
}

/** True for a text cell that never changes under its address. */
export function isConstantText(cell: i64): bool {
  const text = cell as usize;
  return text >= LAYOUT_NAMES && text < LAYOUT_NAMES + LAYOUT_NAMES_BYTES;
}
