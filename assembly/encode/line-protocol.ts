//  measurement,tag=value… field=value… timestamp. The first column is the measurement, a literal; tags follow in the
//  order of their keys, then fields, then the timestamp. Each tag and field brings its comma: that of the first field
//  becomes the space between tags and fields.

import { COLUMN_CELL, COLUMN_FLAGS } from "../column";
import { COLUMN_BYTES, COLUMNS } from "../memory";
import { ABSENT, outputRowAt } from "../row";
import { FIELD, TAG } from "../text/escape";
import { hasNanoseconds, nanoseconds } from "../text/time";
import { isBlank } from "./blank";
import { FLAG_SKIP_BLANK } from "./flags";
import { presentColumns } from "./present";
import { beginRows, countEmpty, countWithoutTime, endRows, firstField, lastColumn, takeOverflow } from "./state";

/** Encodes rows from `first` on into `out`; returns the end of what was written (encodedRows() tells how far). */
export function encodeLineProtocol(first: i32, count: i32, out: usize, end: usize): usize {
  const limit = beginRows(end);
  const fields = firstField();
  const timestamp = lastColumn() - COLUMN_BYTES;
  const timeCell = load<u32>(timestamp, COLUMN_CELL);
  const skipBlank = load<i32>(timestamp, COLUMN_FLAGS) & FLAG_SKIP_BLANK;
  let done = 0;
  for (; done < count && out <= limit; ++done) {
    const row = outputRowAt(first + done);
    const time = load<i64>(row + timeCell);
    if (time == 0 && skipBlank && isBlank(row)) {
      countEmpty();
      continue;
    }
    if (time == ABSENT || !hasNanoseconds(time)) {
      countWithoutTime();
      continue;
    }
    const body = presentColumns(out, row, COLUMNS, fields, TAG);
    const tail = presentColumns(body, row, fields, timestamp, FIELD);
    if (takeOverflow()) break;
    if (tail == body) {
      countEmpty();
      continue;
    }
    store<u8>(body, 0x20);
    store<u8>(tail, 0x20);
    out = nanoseconds(tail + 1, time);
    store<u8>(out, 0x0a);
    out += 1;
  }
  endRows(done);
  return out;
}
