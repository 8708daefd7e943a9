//  The type of a record as util-linux's `last` sees it: line and user count for more than the number, which old programs
//  wrote wrongly.
//
//  Ours alone: a boot, shutdown or clock change without a user stays what it is. On Linux none is without; elsewhere all
//  are (FreeBSD, macOS, Solaris), where `last` of Linux would take them for logouts.

import {
  CELL_LINE,
  CELL_TYPE,
  CELL_USER,
  TYPE_BOOT_TIME,
  TYPE_DEAD_PROCESS,
  TYPE_NEW_TIME,
  TYPE_OLD_TIME,
  TYPE_RUN_LVL,
  TYPE_SHUTDOWN_TIME,
  TYPE_USER_PROCESS,
} from "../row";
import { START_LOGIN, START_REBOOT, START_RUNLEVEL, START_SHUTDOWN, startOf, startsWith } from "../text/start";
import { PASSED_OVER } from "./entry";

/** `date`: four bytes. */
const DATE: u64 = 0x65746164;

/** What the record in `row` is: one of TYPE_…, PASSED_OVER when it neither starts nor ends anything. */
export function kindOf(row: usize): i32 {
  const user = load<u64>(row, CELL_USER << 3);
  const line = load<u64>(row, CELL_LINE << 3);
  const mark: u32 = line >> 32 == 0 ? 0 : load<u8>(line as usize);
  const start = startOf(user);
  let kind = load<i64>(row, CELL_TYPE << 3) as i32;
  if (mark == 0x7e) {
    if (start == START_SHUTDOWN) kind = TYPE_SHUTDOWN_TIME;
    else if (startsWith(start, START_REBOOT, 6)) kind = TYPE_BOOT_TIME;
    else if (start == START_RUNLEVEL) kind = TYPE_RUN_LVL;
  } else if (start == 0) {
    if (!isSystemType(kind)) kind = TYPE_DEAD_PROCESS;
  } else {
    if (kind != TYPE_DEAD_PROCESS && mark != 0 && !startsWith(start, START_LOGIN, 5)) kind = TYPE_USER_PROCESS;
    if (startsWith(start, DATE, 4)) {
      if (mark == 0x7c) kind = TYPE_OLD_TIME;
      if (mark == 0x7b) kind = TYPE_NEW_TIME;
    }
  }
  return kind == TYPE_USER_PROCESS || kind == TYPE_DEAD_PROCESS || isSystemType(kind) ? kind : PASSED_OVER;
}

function isSystemType(kind: i32): bool {
  return (kind >= TYPE_RUN_LVL && kind <= TYPE_OLD_TIME) || kind == TYPE_SHUTDOWN_TIME;
}
