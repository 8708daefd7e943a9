//  For people: columns of a fixed width in terminal cells, a value that is too long cut with an ellipsis, no spaces at
//  the end of a line.

import {
  COLUMN_CELL,
  COLUMN_FLAGS,
  COLUMN_KIND,
  COLUMN_NAMES,
  COLUMN_PREFIX,
  COLUMN_PREFIX_LENGTH,
  COLUMN_WIDTH,
  KIND_LITERAL,
  KIND_TEXT,
  KIND_TIME,
} from "../column";
import { COLUMN_BYTES, COLUMNS } from "../memory";
import { ABSENT, outputRowAt } from "../row";
import { copyLiteral, copyLong } from "../text/copy";
import { PLAIN } from "../text/escape";
import { plainTime } from "../text/time";
import { bytesWithin, textCells } from "../text/width";
import { FLAG_RIGHT } from "./flags";
import { beginRows, endRows, lastColumn, takeOverflow } from "./state";
import { writeText } from "./text";
import { writeValue } from "./value";

/** Encodes rows from `first` on into `out`; returns the end of what was written (encodedRows() tells how far). */
export function encodeTable(first: i32, count: i32, out: usize, end: usize): usize {
  const limit = beginRows(end);
  const last = lastColumn();
  let done = 0;
  for (; done < count && out <= limit; ++done) {
    let tail = out;
    for (let column = COLUMNS; column < last; column += COLUMN_BYTES) {
      tail = tableCell(tail, outputRowAt(first + done), column);
    }
    if (takeOverflow()) break;
    while (tail > out && load<u8>(tail - 1) == 0x20) --tail;
    store<u8>(tail, 0x0a);
    out = tail + 1;
  }
  endRows(done);
  return out;
}

function tableCell(out: usize, row: usize, column: usize): usize {
  const kind = load<i32>(column, COLUMN_KIND);
  const prefixLength = load<i32>(column, COLUMN_PREFIX_LENGTH);
  if (kind == KIND_LITERAL) return copyLong(out, load<u32>(column, COLUMN_NAMES), prefixLength);
  const start = copyLiteral(out, column + COLUMN_PREFIX, prefixLength);
  const cell = load<i64>(row + load<u32>(column, COLUMN_CELL));
  let tail = start;
  if (kind == KIND_TEXT) tail = writeText(start, cell as u32, (cell >> 32) as i32, PLAIN);
  else if (kind != KIND_TIME) tail = writeValue(start, column, kind, cell);
  else if (cell != ABSENT) tail = plainTime(start, cell);
  const width = load<i32>(column, COLUMN_WIDTH);
  if (width == 0) return tail;
  return fitted(start, tail, width, load<i32>(column, COLUMN_FLAGS) & FLAG_RIGHT);
}

//  Cuts or pads the value `start`..`tail` to exactly `width` cells.
function fitted(start: usize, tail: usize, width: i32, right: i32): usize {
  let cells = textCells(start, tail);
  if (cells > width) {
    tail = start + bytesWithin(start, tail, width - 1);
    cells = textCells(start, tail) + 1;
    store<u8>(tail, 0xe2);
    store<u16>(tail, 0xa680, 1);
    tail += 3;
  }
  const pad = width - cells;
  if (pad == 0) return tail;
  if (right) {
    memory.copy(start + pad, start, tail - start);
    memory.fill(start, 0x20, pad);
  } else {
    memory.fill(tail, 0x20, pad);
  }
  return tail + pad;
}
