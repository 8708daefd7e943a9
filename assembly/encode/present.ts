//  The loop that line protocol and JSON share: prefix, value, suffix for each column whose cell is there.

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
import { addressText } from "../text/address";
import { copyLiteral, copyLong } from "../text/copy";
import { hasNanoseconds, isoTime, nanoseconds } from "../text/time";
import { FLAG_EMPTY_TEXT, FLAG_NANOSECONDS } from "./flags";
import { isConstantText, isRemembered, recall, remember } from "./memo";
import { writeText } from "./text";
import { nameSpan, writeInteger } from "./value";

/** Writes the columns from `column` up to `last` of one row, leaving out what is absent. */
export function presentColumns(out: usize, row: usize, column: usize, last: usize, dialect: usize): usize {
  for (; column < last; column += COLUMN_BYTES) {
    const kind = load<i32>(column, COLUMN_KIND);
    if (kind == KIND_LITERAL) {
      out = copyLong(out, load<u32>(column, COLUMN_NAMES), load<i32>(column, COLUMN_PREFIX_LENGTH));
      continue;
    }
    const cell = load<i64>(row + load<u32>(column, COLUMN_CELL));
    if (isRemembered(column, cell)) {
      out = recall(out, column);
      continue;
    }
    const from = out;
    out = copyLiteral(out, column + COLUMN_PREFIX, load<i32>(column, COLUMN_PREFIX_LENGTH));
    let constant = true;
    if (kind == KIND_TEXT) {
      const length = (cell >> 32) as i32;
      if (length == 0 && !(load<i32>(column, COLUMN_FLAGS) & FLAG_EMPTY_TEXT)) {
        out = from;
        continue;
      }
      out = writeText(out, cell as u32, length, dialect);
      constant = isConstantText(cell);
    } else if (kind == KIND_INTEGER) {
      if (cell <= load<i64>(column, COLUMN_ABOVE)) {
        out = from;
        continue;
      }
      out = writeInteger(out, cell);
    } else if (kind == KIND_NAME) {
      const name = nameSpan(column, cell);
      if (name == 0) {
        out = from;
        continue;
      }
      out = copyLiteral(out, name as u32, (name >> 32) as i32);
    } else if (kind == KIND_ADDRESS) {
      out = addressText(out, cell as u32, (cell >> 32) as i32);
      constant = false;
    } else if (load<i32>(column, COLUMN_FLAGS) & FLAG_NANOSECONDS) {
      if (!hasNanoseconds(cell)) {
        out = from;
        continue;
      }
      out = nanoseconds(out, cell);
    } else {
      out = isoTime(out, cell);
    }
    v128.store(out, v128.load(column, COLUMN_SUFFIX));
    out += load<i32>(column, COLUMN_SUFFIX_LENGTH);
    if (constant) remember(column, cell, from, out);
  }
  return out;
}
