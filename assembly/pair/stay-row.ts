//  What rows of sessions and events have in common: who, where, how long.

import {
  ABSENT,
  CELL_COUNT,
  CELL_KIND,
  CELL_LINE,
  CELL_LOGIN_TYPE,
  CELL_OFFSET,
  CELL_PID,
  CELL_SERVICE,
  CELL_SESSION_ID,
  CELL_SRC_HOST,
  CELL_SRC_IP,
  CELL_USER_ID,
  CELL_USERNAME,
  span,
} from "../row";
import { clear } from "./blank";
import { kindOf, loginTypeOf } from "./classify";
import {
  SLOT_ADDRESS,
  SLOT_ADDRESS_LENGTH,
  SLOT_CLOCK,
  SLOT_COUNT,
  SLOT_HOST,
  SLOT_LINE,
  SLOT_LOGIN,
  SLOT_OFFSET,
  SLOT_PID,
  SLOT_SERVICE,
  SLOT_SESSION,
  SLOT_UID,
  SLOT_USER,
} from "./slot";
import { ENDED_LOGOUT, ENDED_SHUTDOWN } from "./words";

const MICROSECONDS: i64 = 1000000;

/** What a session's rows have in common. */
export function sessionCells(row: usize, slot: usize): void {
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

/** How many login records a session has, when there are several. */
export function countLogins(row: usize, slot: usize): void {
  const count = load<u32>(slot, SLOT_COUNT);
  if (count > 1) store<i64>(row, count, CELL_COUNT * 8);
}

/** Whether the record that ends a session tells its end, or only that it is over. */
export function tellsEnd(endedBy: i64): bool {
  return endedBy == ENDED_LOGOUT || endedBy == ENDED_SHUTDOWN;
}

/** Whole seconds that a session lasted, the known steps of the clock taken out; ABSENT when the clock makes it negative. */
export function secondsOf(slot: usize, end: i64, clock: i64): i64 {
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
