//  What a record of a history means. Its type is not always to be trusted: the mark `~` in the line and the names that
//  go with it come first, as in last(1); sysvinit writes `~~`, systemd a run level for a shutdown, NetBSD an init process.

import {
  CELL_LINE,
  CELL_PID,
  CELL_TYPE,
  CELL_USER,
  TYPE_BOOT_TIME,
  TYPE_DEAD_PROCESS,
  TYPE_INIT_PROCESS,
  TYPE_LOGIN_PROCESS,
  TYPE_NEW_TIME,
  TYPE_OLD_TIME,
  TYPE_RUN_LVL,
  TYPE_SHUTDOWN_TIME,
  TYPE_USER_PROCESS,
} from "../row";
import { START_LOGIN, START_REBOOT, START_RUNLEVEL, START_SHUTDOWN, startOf, startsWith } from "../text/start";

const NOTHING: i32 = 0;
export const LOGIN: i32 = 1;
export const LOGOUT: i32 = 2;
/** A getty waits on the line. */
export const GETTY: i32 = 3;
export const BOOT: i32 = 4;
export const SHUTDOWN: i32 = 5;
/** Run level 0 or 6: part of a shutdown. */
export const HALT: i32 = 6;
export const OLD_TIME: i32 = 7;
export const NEW_TIME: i32 = 8;

const TILDE: u32 = 0x7e;
const SLASH: u32 = 0x2f;
const SOFT: u64 = 0x6265722d74666f73; // "soft-reb"

/** What the record in `row` means. */
export function happeningOf(row: usize): i32 {
  const type = load<i64>(row, CELL_TYPE * 8);
  const user = load<u64>(row, CELL_USER * 8);
  if (firstByte(load<u64>(row, CELL_LINE * 8)) == TILDE) return systemHappening(row, type, user);
  if (type == TYPE_USER_PROCESS) return user >> 32 == 0 ? LOGOUT : LOGIN;
  if (type == TYPE_DEAD_PROCESS) return LOGOUT;
  if (type == TYPE_LOGIN_PROCESS || type == TYPE_INIT_PROCESS) return isGetty(row, user) ? GETTY : LOGIN;
  if (type == TYPE_OLD_TIME) return OLD_TIME;
  if (type == TYPE_NEW_TIME) return NEW_TIME;
  if (type == TYPE_BOOT_TIME) return BOOT;
  if (type == TYPE_SHUTDOWN_TIME) return SHUTDOWN;
  return type == TYPE_RUN_LVL ? runLevel(row) : NOTHING;
}

function systemHappening(row: usize, type: i64, user: u64): i32 {
  const name = startOf(user);
  if (name == START_SHUTDOWN) return SHUTDOWN;
  if (name == START_RUNLEVEL) return runLevel(row);
  if (name == SOFT || startsWith(name, START_REBOOT, 6)) return BOOT;
  if (type == TYPE_BOOT_TIME) return BOOT;
  if (type == TYPE_SHUTDOWN_TIME) return SHUTDOWN;
  if (type == TYPE_OLD_TIME) return OLD_TIME;
  if (type == TYPE_NEW_TIME) return NEW_TIME;
  return type == TYPE_RUN_LVL ? runLevel(row) : NOTHING;
}

/** The level is in the low byte of the pid, as a digit. */
function runLevel(row: usize): i32 {
  const level = load<i64>(row, CELL_PID * 8) & 0xff;
  return level == 0x30 || level == 0x36 ? HALT : NOTHING;
}

/** Old programs write a login with the type of what was there before; a getty has no user, LOGIN, or its own path. */
function isGetty(row: usize, user: u64): bool {
  if (user >> 32 == 0 || load<u64>(row, CELL_LINE * 8) >> 32 == 0) return true;
  return startsWith(startOf(user), START_LOGIN, 5) || firstByte(user) == SLASH;
}

function firstByte(text: u64): u32 {
  return text >> 32 == 0 ? 0 : load<u8>((text & 0xffffffff) as usize);
}
