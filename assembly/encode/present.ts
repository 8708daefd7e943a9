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
import { copyLong } from "../text/copy";
import { copyMarking, JSON_VISIBLE } from "../text/escape";
import { hasNanoseconds, isoTime, nanoseconds } from "../text/time";
import { FLAG_EMPTY_TEXT, FLAG_LONG_TEXT, FLAG_NANOSECONDS, FLAG_VISIBLE } from "./flags";
import { isRemembered, recall, remember } from "./memo";
import { writeText } from "./text";
import { nameSpan, writeInteger } from "./value";

/** Writes the columns from `column` up to `last` of one row, leaving out what is absent. */
export function presentColumns(out: usize, row: usize, column: usize, last: usize, dialect: usize): usize {
  const limit = v128.load8_splat(dialect);
  const first = v128.load8_splat(dialect, 1);
  const second = v128.load8_splat(dialect, 2);
  const backslash = v128.load8_splat(dialect, 3);
  const del = v128.load8_splat(dialect, 4);
  for (; column < last; column += COLUMN_BYTES) {
    const kind = load<i32>(column, COLUMN_KIND);
    const cell = load<i64>(row + load<u32>(column, COLUMN_CELL));
    if (kind == KIND_TEXT) {
      const length = (cell >> 32) as i32;
      if (length == 0 && (cell == 0 || !(load<i32>(column, COLUMN_FLAGS) & FLAG_EMPTY_TEXT))) continue;
      const text = prefix(out, column);
      if (load<i32>(column, COLUMN_FLAGS) & FLAG_LONG_TEXT) {
        out = suffix(longText(text, cell as u32, length, dialect), column);
        continue;
      }
      const bytes = v128.load(cell as u32);
      v128.store(text, bytes);
      const syntax = v128.or(i8x16.eq(bytes, first), i8x16.eq(bytes, second));
      const unusual = v128.or(i8x16.eq(bytes, backslash), i8x16.eq(bytes, del));
      const special = i8x16.bitmask(v128.or(i8x16.lt_s(bytes, limit), v128.or(syntax, unusual)));
      if (length > 16 || (special & ((1 << length) - 1)) != 0) {
        const isVisible = load<i32>(column, COLUMN_FLAGS) & FLAG_VISIBLE;
        out = suffix(writeText(text, cell as u32, length, isVisible ? JSON_VISIBLE : dialect), column);
        continue;
      }
      out = suffix(text + length, column);
    } else if (kind == KIND_INTEGER) {
      if (cell <= load<i64>(column, COLUMN_ABOVE)) continue;
      out = isRemembered(column, cell) ? recall(out, column) : presentInteger(out, column, cell);
    } else if (kind == KIND_NAME) {
      const name = nameSpan(column, cell);
      v128.store(out, v128.load(name as u32));
      v128.store(out, v128.load(name as u32, 16), 16);
      v128.store(out, v128.load(name as u32, 32), 32);
      out += (name >> 32) as i32;
    } else {
      out = presentOther(out, column, kind, cell);
    }
  }
  return out;
}

/** As writeText, with one test for up to 48 bytes. */
function longText(out: usize, text: usize, length: i32, dialect: usize): usize {
  const low = copyMarking(out, text, dialect) | (copyMarking(out + 16, text + 16, dialect) << 16);
  const special = (low as u32 as u64) | ((copyMarking(out + 32, text + 32, dialect) as u64) << 32);
  if (length <= 48 && (special & (((1 as u64) << length) - 1)) == 0) return out + length;
  return writeText(out, text, length, dialect);
}

function presentInteger(out: usize, column: usize, cell: i64): usize {
  const end = suffix(writeInteger(prefix(out, column), cell), column);
  remember(column, cell, out, end);
  return end;
}

/** Addresses, times and literals. */
function presentOther(out: usize, column: usize, kind: i32, cell: i64): usize {
  if (kind == KIND_ADDRESS) {
    return cell == 0 ? out : suffix(addressText(prefix(out, column), cell as u32, (cell >> 32) as i32), column);
  }
  if (kind == KIND_LITERAL)
    return copyLong(out, load<u32>(column, COLUMN_NAMES), load<i32>(column, COLUMN_PREFIX_LENGTH));
  if (cell == ABSENT) return out;
  if (!(load<i32>(column, COLUMN_FLAGS) & FLAG_NANOSECONDS)) return suffix(isoTime(prefix(out, column), cell), column);
  return hasNanoseconds(cell) ? suffix(nanoseconds(prefix(out, column), cell), column) : out;
}

function prefix(out: usize, column: usize): usize {
  v128.store(out, v128.load(column, COLUMN_PREFIX));
  v128.store(out, v128.load(column, COLUMN_PREFIX + 16), 16);
  const length = load<i32>(column, COLUMN_PREFIX_LENGTH);
  if (length > 32) v128.store(out, v128.load(column, COLUMN_PREFIX + 32), 32);
  return out + length;
}

function suffix(out: usize, column: usize): usize {
  store<u64>(out, load<u64>(column, COLUMN_SUFFIX));
  return out + load<i32>(column, COLUMN_SUFFIX_LENGTH);
}
