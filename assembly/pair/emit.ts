//  Rows of STAYS: what pairing found out, as sessions or as events. A row is valid until the next call.

import { ROW_BYTES, ROW_CELLS, STAYS } from "../memory";
import {
  ABSENT,
  CELL_ACTION,
  CELL_ADDR,
  CELL_COUNT,
  CELL_DOMAIN,
  CELL_DURATION,
  CELL_ENDED_BEFORE,
  CELL_ENDED_BY,
  CELL_EVENT_LOGIN,
  CELL_HOST,
  CELL_KERNEL,
  CELL_KEY,
  CELL_KIND,
  CELL_LAST_MOMENT,
  CELL_LINE,
  CELL_LOGIN,
  CELL_LOGIN_TYPE,
  CELL_LOGOUT,
  CELL_OFFSET,
  CELL_OLD_TIME,
  CELL_PAIRED_BY,
  CELL_PID,
  CELL_SERVICE,
  CELL_SESSION_ID,
  CELL_SOURCES,
  CELL_SRC_HOST,
  CELL_SRC_IP,
  CELL_STATE,
  CELL_STEPS,
  CELL_SUCCESSFUL,
  CELL_TIME,
  CELL_USER,
  CELL_USER_ID,
  CELL_USERNAME,
  span,
} from "../row";
import { kindOf, loginTypeOf } from "./classify";
import {
  SLOT_ADDRESS,
  SLOT_ADDRESS_LENGTH,
  SLOT_CLOCK,
  SLOT_COUNT,
  SLOT_HOST,
  SLOT_KEY,
  SLOT_LINE,
  SLOT_LOGIN,
  SLOT_OFFSET,
  SLOT_PID,
  SLOT_SERVICE,
  SLOT_SESSION,
  SLOT_UID,
  SLOT_USER,
} from "./slot";

//  Numbers of actions, endings, pairings and sessionStates in src/model/.
export const ACTION_LOGIN: i64 = 0;
export const ACTION_LOGOUT: i64 = 1;
export const ACTION_BOOT: i64 = 6;
export const ACTION_SHUTDOWN: i64 = 7;
export const ACTION_CLOCK_CHANGE: i64 = 8;
export const ENDED_LOGOUT: i64 = 0;
export const ENDED_NEXT_LOGIN: i64 = 1;
export const ENDED_SHUTDOWN: i64 = 2;
export const ENDED_CRASH: i64 = 3;
export const PAIRED_PID: i64 = 0;
export const PAIRED_LINE: i64 = 1;
export const PAIRED_ID: i64 = 2;
export const PAIRED_BOOT: i64 = 3;
const STATE_ENDED: i64 = 6;
const MICROSECONDS: i64 = 1000000;

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
function clear(row: usize): void {
  for (let at = 0; at < ROW_BYTES; at += 32) {
    v128.store(row + at, v128.load(BLANK + at));
    v128.store(row + at, v128.load(BLANK + at, 16), 16);
  }
}

/** What a session's rows have in common. */
function sessionCells(row: usize, slot: usize): void {
  clear(row);
  const line = load<u64>(slot, SLOT_LINE);
  const host = load<u64>(slot, SLOT_HOST);
  const length = load<i32>(slot, SLOT_ADDRESS_LENGTH);
  const address = length == 0 ? 0 : span(slot + SLOT_ADDRESS, length);
  const kind = kindOf(line, host);
  store<i64>(row, loginTypeOf(kind, host, address), CELL_LOGIN_TYPE * 8);
  store<i64>(row, kind, CELL_KIND * 8);
  const pid = load<i64>(slot, SLOT_PID);
  if (pid > 0) store<i64>(row, pid, CELL_PID * 8);
  store<u64>(row, line, CELL_LINE * 8);
  store<u64>(row, load<u64>(slot, SLOT_SESSION), CELL_SESSION_ID * 8);
  store<u64>(row, load<u64>(slot, SLOT_USER), CELL_USERNAME * 8);
  store<u64>(row, host, CELL_SRC_HOST * 8);
  store<i64>(row, address, CELL_SRC_IP * 8);
  store<i64>(row, load<i64>(slot, SLOT_OFFSET), CELL_OFFSET * 8);
  store<u64>(row, load<u64>(slot, SLOT_UID), CELL_USER_ID * 8);
  store<u64>(row, load<u64>(slot, SLOT_SERVICE), CELL_SERVICE * 8);
}

/** A session that has ended: at the time of the record that tells it, or by then. */
export function emitEnded(row: usize, slot: usize, endedBy: i64, record: usize, pairedBy: i64, clock: i64): void {
  const end = load<i64>(record, CELL_TIME * 8);
  sessionCells(row, slot);
  store<i64>(row, load<i64>(slot, SLOT_LOGIN), CELL_LOGIN * 8);
  store<i64>(row, STATE_ENDED, CELL_STATE * 8);
  store<i64>(row, endedBy, CELL_ENDED_BY * 8);
  store<i64>(row, pairedBy, CELL_PAIRED_BY * 8);
  countLogins(row, slot);
  store<i64>(row, end == ABSENT ? i64.MAX_VALUE : max(end, load<i64>(slot, SLOT_LOGIN)), CELL_LAST_MOMENT * 8);
  if (tellsEnd(endedBy)) {
    store<i64>(row, end, CELL_LOGOUT * 8);
    store<i64>(row, secondsOf(slot, end, clock), CELL_DURATION * 8);
  } else store<i64>(row, end, CELL_ENDED_BEFORE * 8);
}

/** A session whose end is not known. */
export function emitOpen(row: usize, slot: usize): void {
  sessionCells(row, slot);
  store<i64>(row, load<i64>(slot, SLOT_LOGIN), CELL_LOGIN * 8);
  countLogins(row, slot);
  store<i64>(row, i64.MAX_VALUE, CELL_LAST_MOMENT * 8);
}

/** The same with what it takes to go on with it in a later reading; a getty counts no login. */
export function emitKept(row: usize, slot: usize, clock: i64): void {
  emitOpen(row, slot);
  store<i64>(row, load<i64>(slot, SLOT_PID), CELL_PID * 8);
  store<i64>(row, load<u32>(slot, SLOT_COUNT), CELL_COUNT * 8);
  const key = load<u64>(slot, SLOT_KEY);
  store<u64>(row, key, CELL_KEY * 8);
  if (key != load<u64>(slot, SLOT_LINE)) store<i64>(row, PAIRED_ID, CELL_PAIRED_BY * 8);
  store<i64>(row, clock - load<i64>(slot, SLOT_CLOCK), CELL_STEPS * 8);
}

/** The login of a session. */
export function emitLogin(row: usize, slot: usize): void {
  sessionCells(row, slot);
  store<i64>(row, load<i64>(slot, SLOT_LOGIN), CELL_TIME * 8);
  store<i64>(row, ACTION_LOGIN, CELL_ACTION * 8);
  store<i64>(row, 1, CELL_SUCCESSFUL * 8);
}

/** A login that failed, as often as the slot counts, from the log called `source`. */
export function emitFailed(row: usize, slot: usize, source: i64): void {
  emitLogin(row, slot);
  store<i64>(row, source, CELL_SOURCES * 8);
  store<u64>(row, 0, CELL_SESSION_ID * 8);
  store<i64>(row, 0, CELL_SUCCESSFUL * 8);
  store<i64>(row, load<u32>(slot, SLOT_COUNT), CELL_COUNT * 8);
}

/** The end of a session, at the time and the place of the record that tells of it. */
export function emitLogout(row: usize, slot: usize, endedBy: i64, record: usize, pairedBy: i64, clock: i64): void {
  const end = load<i64>(record, CELL_TIME * 8);
  sessionCells(row, slot);
  store<i64>(row, end, CELL_TIME * 8);
  store<i64>(row, load<i64>(record, CELL_OFFSET * 8), CELL_OFFSET * 8);
  store<i64>(row, ACTION_LOGOUT, CELL_ACTION * 8);
  store<i64>(row, load<i64>(slot, SLOT_LOGIN), CELL_EVENT_LOGIN * 8);
  store<i64>(row, endedBy, CELL_ENDED_BY * 8);
  store<i64>(row, pairedBy, CELL_PAIRED_BY * 8);
  countLogins(row, slot);
  if (tellsEnd(endedBy)) store<i64>(row, secondsOf(slot, end, clock), CELL_DURATION * 8);
}

/** An event that belongs to no session that is known: what its record says. */
export function emitLone(row: usize, record: usize, action: i64): void {
  clear(row);
  store<i64>(row, load<i64>(record, CELL_TIME * 8), CELL_TIME * 8);
  store<i64>(row, action, CELL_ACTION * 8);
  store<i64>(row, load<i64>(record, CELL_OFFSET * 8), CELL_OFFSET * 8);
  if (action != ACTION_LOGOUT) {
    // A boot's host is the kernel's release, and its user and line are marks.
    if (action == ACTION_BOOT || action == ACTION_SHUTDOWN) {
      store<i64>(row, load<i64>(record, CELL_HOST * 8), CELL_KERNEL * 8);
    }
    return;
  }
  const line = load<u64>(record, CELL_LINE * 8);
  const host = load<u64>(record, CELL_HOST * 8);
  store<u64>(row, line, CELL_LINE * 8);
  store<i64>(row, kindOf(line, host), CELL_KIND * 8);
  const pid = load<i64>(record, CELL_PID * 8);
  if (pid > 0) store<i64>(row, pid, CELL_PID * 8);
  store<u64>(row, load<u64>(record, CELL_USER * 8), CELL_USERNAME * 8);
  store<u64>(row, host, CELL_SRC_HOST * 8);
  store<u64>(row, load<u64>(record, CELL_ADDR * 8), CELL_SRC_IP * 8);
}

/** A clock change, at the new time. */
export function emitClock(row: usize, record: usize, oldTime: i64): void {
  emitLone(row, record, ACTION_CLOCK_CHANGE);
  store<i64>(row, oldTime, CELL_OLD_TIME * 8);
}

/** How many login records a session has, when there are several. */
function countLogins(row: usize, slot: usize): void {
  const count = load<u32>(slot, SLOT_COUNT);
  if (count > 1) store<i64>(row, count, CELL_COUNT * 8);
}

/** Whether the record that ends a session tells its end, or only that it is over. */
function tellsEnd(endedBy: i64): bool {
  return endedBy == ENDED_LOGOUT || endedBy == ENDED_SHUTDOWN;
}

/** Whole seconds that a session lasted, the known steps of the clock taken out; ABSENT when the clock makes it negative. */
function secondsOf(slot: usize, end: i64, clock: i64): i64 {
  const passed = between(load<i64>(slot, SLOT_LOGIN), end);
  if (passed == ABSENT) return ABSENT;
  const lasted = passed - (clock - load<i64>(slot, SLOT_CLOCK));
  return lasted < 0 ? ABSENT : lasted / MICROSECONDS;
}

/** Microseconds from one time to another; ABSENT when one is, or when they are further apart than 64 bits can tell. */
export function between(from: i64, to: i64): i64 {
  const passed = to - from;
  return from == ABSENT || to == ABSENT || ((to ^ from) & (to ^ passed)) < 0 ? ABSENT : passed;
}
