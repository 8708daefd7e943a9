//  Events as rows of STAYS, which hold until the next call.

import {
  CELL_ACTION,
  CELL_ADDR,
  CELL_COUNT,
  CELL_DURATION,
  CELL_ENDED_BY,
  CELL_EVENT_LOGIN,
  CELL_HOST,
  CELL_KERNEL,
  CELL_KIND,
  CELL_LINE,
  CELL_OFFSET,
  CELL_OLD_TIME,
  CELL_PAIRED_BY,
  CELL_PID,
  CELL_SESSION_ID,
  CELL_SOURCES,
  CELL_SRC_HOST,
  CELL_SRC_IP,
  CELL_SUCCESSFUL,
  CELL_TIME,
  CELL_USER,
  CELL_USERNAME,
} from "../row";
import { clear } from "./blank";
import { kindOf } from "./classify";
import { SLOT_COUNT, SLOT_LOGIN } from "./slot";
import { countLogins, secondsOf, sessionCells, tellsEnd } from "./stay-row";
import { ACTION_BOOT, ACTION_CLOCK_CHANGE, ACTION_LOGIN, ACTION_LOGOUT, ACTION_SHUTDOWN } from "./words";

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
