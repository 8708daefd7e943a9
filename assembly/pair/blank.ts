//  Rows of STAYS before anything is in them.

import { ROW_BYTES, ROW_CELLS, STAYS } from "../memory";
import {
  ABSENT,
  CELL_DOMAIN,
  CELL_KERNEL,
  CELL_KEY,
  CELL_LINE,
  CELL_SERVICE,
  CELL_SESSION_ID,
  CELL_SOURCES,
  CELL_SRC_HOST,
  CELL_SRC_IP,
  CELL_USER_ID,
  CELL_USERNAME,
} from "../row";

/** A row with nothing in it but the name of the log; every row begins as its copy. */
const BLANK: usize = memory.data(ROW_BYTES, 16);

/** The cells of texts and addresses, a bit for each. */
const SPANS: i32 =
  (1 << CELL_LINE) |
  (1 << CELL_SESSION_ID) |
  (1 << CELL_USERNAME) |
  (1 << CELL_SRC_HOST) |
  (1 << CELL_SRC_IP) |
  (1 << CELL_USER_ID) |
  (1 << CELL_SERVICE) |
  (1 << CELL_DOMAIN) |
  (1 << CELL_KERNEL) |
  (1 << CELL_KEY);

/** Names the log that the next rows are from: a text that holds as long as they do. */
export function setSource(text: i64): void {
  for (let cell = 0; cell < ROW_CELLS; cell++) store<i64>(BLANK + cell * 8, (SPANS >> cell) & 1 ? 0 : ABSENT);
  store<i64>(BLANK, text, CELL_SOURCES * 8);
}

/** What the last setSource() named. */
export function sourceText(): i64 {
  return load<i64>(BLANK, CELL_SOURCES * 8);
}

/** Address of row `index` of STAYS. */
export function stayAt(index: i32): usize {
  return STAYS + index * ROW_BYTES;
}

/** Makes a row blank, in whole vectors: a copy of 256 bytes is too short for the engine's own way to pay. */
export function clear(row: usize): void {
  for (let at = 0; at < ROW_BYTES; at += 32) {
    v128.store(row + at, v128.load(BLANK + at));
    v128.store(row + at, v128.load(BLANK + at, 16), 16);
  }
}
