//  A session that has not ended, with copies of its texts: the file's bytes are gone when its end is read. One slot of
//  OPEN, addresses and lengths as u32, the rest as i64:
//
//   0        4        8        12     16    24   32      40     48     56      60     64
//  ┌────────┬────────┬────────┬──────┬─────┬────┬───────┬──────┬──────┬───────┬──────┬────────┐
//  │next in │next    │next    │hash  │login│pid │offset │clock │type  │address│count │address │ …
//  │bucket  │older   │younger │      │time │    │       │steps │      │length │      │16 bytes│
//  └────────┴────────┴────────┴──────┴─────┴────┴───────┴──────┴──────┴───────┴──────┴────────┘
//   80    88    96    104     112     120     128   136   144
//  ┌─────┬─────┬─────┬───────┬───────┬───────┬─────┬─────┬──────────────────────────────┐
//  │key  │line │user │host   │session│service│id   │uid  │ their bytes, one by one      │
//  └─────┴─────┴─────┴───────┴───────┴───────┴─────┴─────┴──────────────────────────────┘
//
//  clock steps: microseconds that the clock had been moved by when the session began.
//  count: login records that are this one login; 0: no session, but a getty that waits on the line.

import {
  ABSENT,
  CELL_ADDR,
  CELL_HOST,
  CELL_ID,
  CELL_LINE,
  CELL_OFFSET,
  CELL_PID,
  CELL_SERVICE,
  CELL_TIME,
  CELL_TYPE,
  CELL_UID,
  CELL_USER,
  span,
} from "../row";
import { integerDigits } from "../text/digits";
import { OPEN_SLOT_BYTES } from "./regions";

export const SLOT_NEXT: usize = 0;
export const SLOT_OLDER: usize = 4;
export const SLOT_YOUNGER: usize = 8;
export const SLOT_HASH: usize = 12;
export const SLOT_LOGIN: usize = 16;
export const SLOT_PID: usize = 24;
export const SLOT_OFFSET: usize = 32;
export const SLOT_CLOCK: usize = 40;
export const SLOT_TYPE: usize = 48;
export const SLOT_ADDRESS_LENGTH: usize = 56;
export const SLOT_COUNT: usize = 60;
export const SLOT_ADDRESS: usize = 64;
export const SLOT_KEY: usize = 80;
export const SLOT_LINE: usize = 88;
export const SLOT_USER: usize = 96;
export const SLOT_HOST: usize = 104;
export const SLOT_SESSION: usize = 112;
export const SLOT_SERVICE: usize = 120;
export const SLOT_ID: usize = 128;
export const SLOT_UID: usize = 136;
const SLOT_TEXT: usize = 144;

/** What numbers take: a uid, and behind the line in a session id `@`, a time, a dot, a pid, and a vector's overhang. */
const NUMBER_BYTES: usize = 96;

let cut: i32 = 0;

/** Sessions since the last reset whose texts were too long for a slot and were cut; only databases have such texts. */
export function cutSessions(): i32 {
  return cut;
}

/** Forgets how many were cut. */
export function resetCut(): void {
  cut = 0;
}

/** Copies what a record says into a slot. `keyCell`: the cell of the row that ties logouts to it. */
export function fillSlot(slot: usize, row: usize, keyCell: i32, clock: i64): void {
  store<i64>(slot, load<i64>(row, CELL_TIME * 8), SLOT_LOGIN);
  store<i64>(slot, load<i64>(row, CELL_PID * 8), SLOT_PID);
  store<i64>(slot, load<i64>(row, CELL_OFFSET * 8), SLOT_OFFSET);
  store<i64>(slot, load<i64>(row, CELL_TYPE * 8), SLOT_TYPE);
  store<i64>(slot, clock, SLOT_CLOCK);
  store<i32>(slot, 1, SLOT_COUNT);
  const address = load<u64>(row, CELL_ADDR * 8);
  store<u32>(slot, (address >> 32) as u32, SLOT_ADDRESS_LENGTH);
  v128.store(slot, v128.load((address & 0xffffffff) as usize), SLOT_ADDRESS);
  let text = slot + SLOT_TEXT;
  const end = slot + OPEN_SLOT_BYTES - 16;
  // The line stands here twice, once of them in the session's id.
  text = keep(slot + SLOT_LINE, text, text + (end - NUMBER_BYTES - text) / 2, load<u64>(row, CELL_LINE * 8));
  text = keepSession(slot, text);
  text = keepUid(slot, text, load<i64>(row, CELL_UID * 8));
  // What ties a logout to this login: whatever else has to be cut, it is whole.
  text = keep(slot + SLOT_ID, text, end, load<u64>(row, CELL_ID * 8));
  text = keep(slot + SLOT_USER, text, end, load<u64>(row, CELL_USER * 8));
  text = keep(slot + SLOT_SERVICE, text, end, load<u64>(row, CELL_SERVICE * 8));
  keep(slot + SLOT_HOST, text, end, load<u64>(row, CELL_HOST * 8));
  store<u64>(slot, load<u64>(slot + (keyCell == CELL_ID ? SLOT_ID : SLOT_LINE)), SLOT_KEY);
}

/** Copies a text to `out`, as much as there is room before `end`, and notes where; returns the end of the copy. */
function keep(at: usize, out: usize, end: usize, text: u64): usize {
  if (text == 0) {
    store<u64>(at, 0);
    return out;
  }
  let length = (text >> 32) as usize;
  if (length > end - out) {
    length = end - out;
    cut += 1;
  }
  const from = (text & 0xffffffff) as usize;
  for (let done: usize = 0; done < length; done += 16) v128.store(out + done, v128.load(from + done));
  store<i64>(at, span(out, length as i32));
  return out + length;
}

/** A uid as the text that it is everywhere else. */
function keepUid(slot: usize, out: usize, uid: i64): usize {
  if (uid == ABSENT) {
    store<u64>(slot, 0, SLOT_UID);
    return out;
  }
  const end = integerDigits(out, uid);
  store<i64>(slot, span(out, (end - out) as i32), SLOT_UID);
  return end;
}

/** The id of a session as src/model/session-id.ts writes it; a restored one brings its own. */
function keepSession(slot: usize, out: usize): usize {
  const line = load<u64>(slot, SLOT_LINE);
  const from = (line & 0xffffffff) as usize;
  const length = (line >> 32) as usize;
  for (let done: usize = 0; done < length; done += 16) v128.store(out + done, v128.load(from + done));
  let end = out + length;
  store<u8>(end++, 0x40);
  const login = load<i64>(slot, SLOT_LOGIN);
  if (login != ABSENT) end = integerDigits(end, login);
  const pid = load<i64>(slot, SLOT_PID);
  if (pid > 0) {
    store<u8>(end, 0x2e);
    end = integerDigits(end + 1, pid);
  }
  store<i64>(slot, span(out, (end - out) as i32), SLOT_SESSION);
  return end;
}
