//  RFC 4180 with LF: every column in every row, quotes only where needed. A text that a spreadsheet would run gets an
//  apostrophe in front; so does one that starts with an apostrophe, so that taking one away always gives the cell.

import {
  COLUMN_CELL,
  COLUMN_KIND,
  COLUMN_NAMES,
  COLUMN_PREFIX,
  COLUMN_PREFIX_LENGTH,
  KIND_INTEGER,
  KIND_LITERAL,
  KIND_TEXT,
  KIND_TIME,
} from "../column";
import { COLUMN_BYTES, COLUMNS } from "../memory";
import { ABSENT, outputRowAt } from "../row";
import { copyLong } from "../text/copy";
import { CSV_BARE, CSV_QUOTED, copyMarking, escapeText } from "../text/escape";
import { isoTime } from "../text/time";
import { beginRows, endRows, hasRoom, lastColumn, takeOverflow } from "./state";
import { writeInteger, writeValue } from "./value";

/** Encodes rows from `first` on into `out`; returns the end of what was written (encodedRows() tells how far). */
export function encodeCsv(first: i32, count: i32, out: usize, end: usize): usize {
  const limit = beginRows(end);
  const last = lastColumn();
  let done = 0;
  for (; done < count && out <= limit; ++done) {
    const tail = csvRow(out, outputRowAt(first + done), last);
    if (takeOverflow()) break;
    out = tail;
  }
  endRows(done);
  return out;
}

function csvRow(out: usize, row: usize, last: usize): usize {
  for (let column = COLUMNS; column < last; column += COLUMN_BYTES) {
    const kind = load<i32>(column, COLUMN_KIND);
    const prefixLength = load<i32>(column, COLUMN_PREFIX_LENGTH);
    if (kind == KIND_LITERAL) {
      out = copyLong(out, load<u32>(column, COLUMN_NAMES), prefixLength);
      continue;
    }
    const cell = load<i64>(row + load<u32>(column, COLUMN_CELL));
    // A comma or nothing: one vector always holds it.
    v128.store(out, v128.load(column, COLUMN_PREFIX));
    out += prefixLength;
    if (kind == KIND_TEXT) {
      const length = (cell >> 32) as i32;
      if (length != 0) out = csvText(out, cell as u32, length);
    } else if (cell != ABSENT) {
      if (kind == KIND_INTEGER) out = writeInteger(out, cell);
      else if (kind == KIND_TIME) out = isoTime(out, cell);
      else out = writeValue(out, column, kind, cell);
    }
  }
  return out;
}

function csvText(out: usize, text: usize, length: i32): usize {
  const special = copyMarking(out, text, CSV_BARE);
  if (length <= 16 && (special & ((1 << length) - 1)) == 0 && !mayRun(load<u8>(text))) return out + length;
  if (!hasRoom(out, length)) return out;
  const quoted = needsQuotes(text, length);
  if (quoted) store<u8>(out++, 0x22);
  if (wouldRun(text, length)) store<u8>(out++, 0x27);
  out = escapeText(out, text, length, quoted ? CSV_QUOTED : CSV_BARE);
  if (quoted) store<u8>(out++, 0x22);
  return out;
}

function needsQuotes(text: usize, length: i32): bool {
  for (let at = text; at < text + length; ++at) {
    const byte = load<u8>(at);
    if (byte == 0x22 || byte == 0x2c) return true;
  }
  return false;
}

//  The first bytes that need a closer look: space ' + - = @ and 0xef, which starts the full-width forms.
function mayRun(byte: u32): bool {
  return (byte < 0x40 && ((0x2000288100000000 >> byte) & 1) != 0) || byte == 0x40 || byte == 0xef;
}

//  True when the first character that is no space is one of ' + - = @ or its full-width form (U+FF0B, U+FF0D, U+FF1D,
//  U+FF20: ef bc 8b, ef bc 8d, ef bc 9d, ef bc a0).
function wouldRun(text: usize, length: i32): bool {
  const end = text + length;
  while (text < end && load<u8>(text) == 0x20) ++text;
  if (text >= end) return false;
  const byte = load<u8>(text) as u32;
  if (byte != 0xef) return byte != 0x20 && mayRun(byte);
  if (text + 3 > end || load<u8>(text, 1) != 0xbc) return false;
  const last = load<u8>(text, 2);
  return last == 0x8b || last == 0x8d || last == 0x9d || last == 0xa0;
}
