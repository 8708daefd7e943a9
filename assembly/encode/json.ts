//  One object per row. The first column is a literal that opens the row, the last one closes it; between them each
//  column brings a comma, and that of the first one becomes the brace.

import { COLUMN_BYTES, COLUMNS } from "../memory";
import { outputRowAt } from "../row";
import { JSON_STRING } from "../text/escape";
import { presentColumns } from "./present";
import { beginRows, endRows, lastColumn, takeOverflow } from "./state";

/** Encodes rows from `first` on into `out`; returns the end of what was written (encodedRows() tells how far). */
export function encodeJson(first: i32, count: i32, out: usize, end: usize): usize {
  const limit = beginRows(end);
  const close = lastColumn() - COLUMN_BYTES;
  let done = 0;
  for (; done < count && out <= limit; ++done) {
    const row = outputRowAt(first + done);
    const body = presentColumns(out, row, COLUMNS, COLUMNS + COLUMN_BYTES, JSON_STRING);
    let tail = presentColumns(body, row, COLUMNS + COLUMN_BYTES, close, JSON_STRING);
    if (tail == body) tail += 1;
    store<u8>(body, 0x7b);
    tail = presentColumns(tail, row, close, close + COLUMN_BYTES, JSON_STRING);
    if (takeOverflow()) break;
    out = tail;
  }
  endRows(done);
  return out;
}
