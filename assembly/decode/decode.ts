//  The decoder's verbs: choose a layout, feed a chunk, decode rows until it is used up, carry the rest to the front.

import { FAMILY_UTX_LOG, FLAG_BY_UID, L_BYTES, L_FAMILY, L_FLAGS, layoutAt } from "../layout";
import { INPUT } from "../memory";
import { addSkip, SKIP_DAMAGED, SKIP_PARTIAL, skipRoom } from "../skip";
import { prepareRows } from "./fields";
import { decodeFixed, isLost, LOOKAHEAD } from "./fixed";
import {
  current,
  cursor,
  inputEnd,
  isLast,
  isTrusted,
  lostFrom,
  offsetOf,
  setCurrent,
  setCursor,
  setInput,
  setLostFrom,
  setTrusted,
} from "./state";
import { findRecord, foundRecordAt } from "./sync";
import { decodeUtxLog } from "./utx-log";

/** Layout that the rows' unchanging cells were written for, -1 none. */
let preparedFor: i32 = -1;

/** Starts a file. `trusted` 1 takes every stride for a record; 0 checks records and finds them again after damage. */
export function beginFile(layout: i32, trusted: i32): void {
  setCurrent(layout);
  setTrusted(trusted);
  setLostFrom(-1);
  preparedFor = -1;
}

/** Announces `length` bytes in INPUT that stand at `offset` in the file; `last` 1 when none follow. */
export function feed(length: i32, offset: i64, last: i32): void {
  setInput(INPUT + length, offset, last);
}

/** Decodes up to MAX_ROWS records into ROWS. 0 rows: the chunk is used up (`carry` the rest), or SKIPS wants reading. */
export function decode(): i32 {
  while (skipRoom()) {
    const at = cursor;
    const layout = current;
    const lost = lostFrom;
    const rows = decodeSome();
    if (rows || (cursor == at && current == layout && lostFrom == lost)) return rows;
  }
  return 0;
}

function decodeSome(): i32 {
  const isUtxLog = load<i32>(layoutAt(current), L_FAMILY) == FAMILY_UTX_LOG;
  if (!isUtxLog && lostFrom >= 0 && !search()) return 0;
  if (preparedFor != current) {
    prepareRows(layoutAt(current));
    preparedFor = current;
  }
  if (isUtxLog) return decodeUtxLog();
  const rows = decodeFixed();
  if (isLost()) {
    setLostFrom(offsetOf(cursor));
    setCursor(cursor + 1);
  } else if (rows == 0 && isLast && isTail()) endFile();
  return rows;
}

/** Whether fewer bytes are left than a record of the layout takes. */
function isTail(): bool {
  return cursor < inputEnd && cursor + load<i32>(layoutAt(current), L_BYTES) > inputEnd;
}

/** The end of the file: a last record of a smaller layout, or a partial one. */
function endFile(): void {
  const flags = load<i32>(layoutAt(current), L_FLAGS);
  if (!isTrusted && !(flags & FLAG_BY_UID)) {
    const index = findRecord(current, cursor, inputEnd, inputEnd);
    if (index >= 0) {
      addSkip(offsetOf(cursor), offsetOf(foundRecordAt()), SKIP_DAMAGED);
      setCursor(foundRecordAt());
      setCurrent(index);
      return;
    }
  }
  addSkip(offsetOf(cursor), offsetOf(inputEnd), SKIP_PARTIAL);
  setCursor(inputEnd);
}

/** Looks for the next record while lost. False when the chunk holds none. */
function search(): bool {
  const ahead = isLast ? 0 : LOOKAHEAD;
  if (cursor + ahead < inputEnd) {
    const limit = inputEnd - ahead;
    const index = findRecord(current, cursor, limit, inputEnd);
    if (index >= 0) {
      addSkip(lostFrom, offsetOf(foundRecordAt()), SKIP_DAMAGED);
      setLostFrom(-1);
      setCursor(foundRecordAt());
      setCurrent(index);
      return true;
    }
    setCursor(limit);
  }
  if (isLast) {
    addSkip(lostFrom, offsetOf(inputEnd), SKIP_DAMAGED);
    setLostFrom(-1);
    setCursor(inputEnd);
  }
  return false;
}

/** Moves the undecoded rest of the chunk to the front of INPUT and returns its length. Text cells of rows end here. */
export function carry(): i32 {
  const length = (inputEnd - cursor) as i32;
  memory.copy(INPUT, cursor, length);
  setInput(INPUT + length, offsetOf(cursor), isLast);
  return length;
}

/** File offset of the first undecoded byte. */
export function nextOffset(): i64 {
  return offsetOf(cursor);
}
