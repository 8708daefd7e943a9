//  Many integers are what they were in the row before: no session, no exit status. A column remembers such a cell
//  together with everything it became, prefix to suffix, and the next row copies it.
//
//  A value is kept when it has come RUN times running and forgotten when another one comes, so that a column that
//  changes to and fro is not guessed at in vain.

import { COLUMN_LAST_CELL, COLUMN_MEMO, COLUMN_MEMO_CELL, COLUMN_MEMO_LENGTH, COLUMN_RUN } from "../column";
import { ABSENT } from "../row";

const MEMO_BYTES: usize = 32;
const RUN: i32 = 8;

/** Makes an absent cell the remembered one. */
export function forget(column: usize): void {
  store<i64>(column, ABSENT, COLUMN_MEMO_CELL);
  store<i32>(column, 0, COLUMN_MEMO_LENGTH);
  store<i64>(column, ABSENT, COLUMN_LAST_CELL);
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
