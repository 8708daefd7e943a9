//  What the host sets once per column table, and what one call leaves behind for it to read.

import { COLUMN_ROLE, ROLE_TAG } from "../column";
import { COLUMN_BYTES, COLUMNS, OUTPUT_BYTES } from "../memory";
import { prepareDigits } from "../text/digits";
import { ESCAPE_FACTOR } from "../text/escape";
import { forget } from "./memo";

let bound: usize = 0;
let last: usize = COLUMNS;
let fields: usize = COLUMNS;
let limit: usize = 0;
let longText: i32 = 0;
let encoded: i32 = 0;
let withoutTime: f64 = 0;
let empty: f64 = 0;

/** Longest text cell that the row bound counts in; longer ones are held against the space that is left. */
export const USUAL_TEXT: i32 = 256;

/**
 * Makes the first `count` entries of COLUMNS the table to encode by. `rowBytes` is the most that one row can become
 * when no text cell is longer than USUAL_TEXT (src/wasm/columns.ts computes it). Sets the counters to zero.
 */
export function setColumns(count: i32, rowBytes: i32): void {
  prepareDigits();
  bound = rowBytes;
  last = COLUMNS + count * COLUMN_BYTES;
  fields = COLUMNS;
  while (fields < last && load<i32>(fields, COLUMN_ROLE) == ROLE_TAG) fields += COLUMN_BYTES;
  for (let column = COLUMNS; column < last; column += COLUMN_BYTES) forget(column);
  withoutTime = 0;
  empty = 0;
}

/** Rows that the last call got through. Fewer than asked: the output is full; none at all: a row is too long for it. */
export function encodedRows(): i32 {
  return encoded;
}

/** Rows left out since setColumns() because their syntax needs a time that they lack, or cannot write it. */
export function rowsWithoutTime(): f64 {
  return withoutTime;
}

/** Blank rows left out since setColumns(): type EMPTY, time 0 and nothing else. */
export function emptyRows(): f64 {
  return empty;
}

/** The end of the column table. */
export function lastColumn(): usize {
  return last;
}

/** The first column that is no tag. */
export function firstField(): usize {
  return fields;
}

/** Opens a call: no row may start behind the address returned. */
export function beginRows(end: usize): usize {
  longText = 0;
  limit = end - bound;
  return limit;
}

/** True when a text of this length leaves room for the rest of its row; if not, the whole row has to be taken back. */
export function hasRoom(out: usize, length: i32): bool {
  if (length <= USUAL_TEXT) return true;
  if (length <= OUTPUT_BYTES && out + (length as usize) * ESCAPE_FACTOR + 16 <= limit) return true;
  longText = 1;
  return false;
}

/** True, once, when the row just written had a text without room. */
export function takeOverflow(): bool {
  const overflow = longText != 0;
  longText = 0;
  return overflow;
}

/** Closes a call. */
export function endRows(rows: i32): void {
  encoded = rows;
}

/** Counts a row without a time that the syntax can write. */
export function countWithoutTime(): void {
  withoutTime += 1;
}

/** Counts a row that says nothing. */
export function countEmpty(): void {
  empty += 1;
}
