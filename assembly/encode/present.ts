//  The loop that line protocol and JSON share: prefix, value, suffix for each column whose cell is there.

import {
  COLUMN_CELL,
  COLUMN_FLAGS,
  COLUMN_KIND,
  COLUMN_NAMES,
  COLUMN_NAMES_COUNT,
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
import { integerDigits, shortDigits } from "../text/digits";
import { isoTime, hasNanoseconds, nanoseconds } from "../text/time";
import { FLAG_EMPTY_TEXT, FLAG_NANOSECONDS, FLAG_POSITIVE } from "./flags";
import { writeText } from "./text";

/** Writes the columns from `column` up to `last` of one row, leaving out what is absent. */
export function presentColumns(out: usize, row: usize, column: usize, last: usize, dialect: usize): usize {
  for (; column < last; column += COLUMN_BYTES) {
    const kind = load<i32>(column, COLUMN_KIND);
    const cell = load<i64>(row + (load<i32>(column, COLUMN_CELL) << 3));
    const flags = load<i32>(column, COLUMN_FLAGS);
    if (kind == KIND_TEXT) {
      const length = (cell >> 32) as i32;
      if (length == 0 && (cell == 0 || !(flags & FLAG_EMPTY_TEXT))) continue;
      out = copyLiteral(out, load<u32>(column, COLUMN_PREFIX), load<i32>(column, COLUMN_PREFIX_LENGTH));
      out = writeText(out, cell as u32, length, dialect);
    } else if (kind == KIND_INTEGER) {
      if (cell == ABSENT || (cell <= 0 && flags & FLAG_POSITIVE)) continue;
      out = copyLiteral(out, load<u32>(column, COLUMN_PREFIX), load<i32>(column, COLUMN_PREFIX_LENGTH));
      if ((cell as u64) < 10) {
        store<u8>(out, 0x30 + (cell as u8));
        out += 1;
      } else if ((cell as u64) < 100000000) {
        out = shortDigits(out, cell as u32);
      } else {
        out = integerDigits(out, cell);
      }
    } else if (kind == KIND_NAME) {
      if ((cell as u64) >= (load<u32>(column, COLUMN_NAMES_COUNT) as u64)) continue;
      const name = load<u64>(load<u32>(column, COLUMN_NAMES) + ((cell as usize) << 3));
      out = copyLiteral(out, load<u32>(column, COLUMN_PREFIX), load<i32>(column, COLUMN_PREFIX_LENGTH));
      out = copyLiteral(out, name as u32, (name >> 32) as i32);
    } else if (kind == KIND_ADDRESS) {
      if (cell == 0) continue;
      out = copyLiteral(out, load<u32>(column, COLUMN_PREFIX), load<i32>(column, COLUMN_PREFIX_LENGTH));
      out = addressText(out, cell as u32, (cell >> 32) as i32);
    } else if (kind == KIND_LITERAL) {
      out = copyLong(out, load<u32>(column, COLUMN_PREFIX), load<i32>(column, COLUMN_PREFIX_LENGTH));
      continue;
    } else {
      if (cell == ABSENT || (flags & FLAG_NANOSECONDS && !hasNanoseconds(cell))) continue;
      out = copyLiteral(out, load<u32>(column, COLUMN_PREFIX), load<i32>(column, COLUMN_PREFIX_LENGTH));
      out = flags & FLAG_NANOSECONDS ? nanoseconds(out, cell) : isoTime(out, cell);
    }
    v128.store(out, v128.load(load<u32>(column, COLUMN_SUFFIX)));
    out += load<i32>(column, COLUMN_SUFFIX_LENGTH);
  }
  return out;
}
