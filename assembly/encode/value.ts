import { COLUMN_NAMES, COLUMN_NAMES_COUNT, KIND_ADDRESS, KIND_INTEGER, KIND_NAME } from "../column";
import { ABSENT } from "../row";
import { addressText } from "../text/address";
import { copyLiteral } from "../text/copy";
import { integerDigits, short8 } from "../text/digits";

/** Writes an integer, a name or an address; nothing when the cell is absent. */
export function writeValue(out: usize, column: usize, kind: i32, cell: i64): usize {
  if (kind == KIND_INTEGER) return cell == ABSENT ? out : writeInteger(out, cell);
  if (kind == KIND_NAME) {
    const name = nameSpan(column, cell);
    return name == 0 ? out : copyLiteral(out, name as u32, (name >> 32) as i32);
  }
  if (kind == KIND_ADDRESS && cell != 0) return addressText(out, cell as u32, (cell >> 32) as i32);
  return out;
}

/** Writes an integer; most are below 10^8. */
export function writeInteger(out: usize, value: i64): usize {
  return (value as u64) < 100000000 ? short8(out, value as u32) : integerDigits(out, value);
}

/** The span of a number's name in a column of names; 0 when it has none. */
export function nameSpan(column: usize, number: i64): u64 {
  if ((number as u64) >= (load<u32>(column, COLUMN_NAMES_COUNT) as u64)) return 0;
  return load<u64>((load<u32>(column, COLUMN_NAMES) as usize) + ((number as usize) << 3));
}
