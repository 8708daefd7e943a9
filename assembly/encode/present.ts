//  The loop that line protocol and JSON share: prefix, value, suffix for each column whose cell is there. The names of a
//  NAME column carry prefix and suffix already.

import {
  COLUMN_ABOVE,
  COLUMN_CELL,
  COLUMN_FLAGS,
  COLUMN_KIND,
  COLUMN_NAMES,
  COLUMN_PREFIX,
  COLUMN_PREFIX_LENGTH,
  COLUMN_SUFFIX,
  COLUMN_SUFFIX_LENGTH,
  KIND_ADDRESS,
  KIND_INTEGER,
  KIND_LITERAL,
  KIND_NAME,
  KIND_TEXT,
} from "../column";
import { COLUMN_BYTES } from "../memory";
import { ABSENT } from "../row";
import { addressText } from "../text/address";
import { copyLiteral, copyLong } from "../text/copy";
import { hasNanoseconds, isoTime, nanoseconds } from "../text/time";
import { FLAG_EMPTY_TEXT, FLAG_NANOSECONDS } from "./flags";
import { isRemembered, recall, remember } from "./memo";
import { writeText } from "./text";
import { nameSpan, writeInteger } from "./value";

/** Writes the columns from `column` up to `last` of one row, leaving out what is absent. */
export function presentColumns(out: usize, row: usize, column: usize, last: usize, dialect: usize): usize {
  for (; column < last; column += COLUMN_BYTES) {
    const kind = load<i32>(column, COLUMN_KIND);
    const cell = load<i64>(row + load<u32>(column, COLUMN_CELL));
    if (kind == KIND_TEXT) {
      const length = (cell >> 32) as i32;
      if (length == 0 && (cell == 0 || !(load<i32>(column, COLUMN_FLAGS) & FLAG_EMPTY_TEXT))) continue;
      out = suffix(writeText(prefix(out, column), cell as u32, length, dialect), column);
    } else if (kind == KIND_INTEGER) {
      if (cell <= load<i64>(column, COLUMN_ABOVE)) continue;
      if (isRemembered(column, cell)) {
        out = recall(out, column);
        continue;
      }
      const from = out;
      out = suffix(writeInteger(prefix(out, column), cell), column);
      remember(column, cell, from, out);
    } else if (kind == KIND_NAME) {
      const name = nameSpan(column, cell);
      if (name != 0) out = copyLiteral(out, name as u32, (name >> 32) as i32);
    } else if (kind == KIND_ADDRESS) {
      if (cell != 0) out = suffix(addressText(prefix(out, column), cell as u32, (cell >> 32) as i32), column);
    } else if (kind == KIND_LITERAL) {
      out = copyLong(out, load<u32>(column, COLUMN_NAMES), load<i32>(column, COLUMN_PREFIX_LENGTH));
    } else if (cell != ABSENT) {
      out = writeTime(out, column, cell);
    }
  }
  return out;
}

function writeTime(out: usize, column: usize, cell: i64): usize {
  if (!(load<i32>(column, COLUMN_FLAGS) & FLAG_NANOSECONDS)) return suffix(isoTime(prefix(out, column), cell), column);
  return hasNanoseconds(cell) ? suffix(nanoseconds(prefix(out, column), cell), column) : out;
}

function prefix(out: usize, column: usize): usize {
  return copyLiteral(out, column + COLUMN_PREFIX, load<i32>(column, COLUMN_PREFIX_LENGTH));
}

function suffix(out: usize, column: usize): usize {
  v128.store(out, v128.load(column, COLUMN_SUFFIX));
  return out + load<i32>(column, COLUMN_SUFFIX_LENGTH);
}
