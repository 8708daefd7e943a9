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
import { PASSED_OVER } from "./entry";

//  Little-endian, the first letter in the lowest byte.
const SHUTDOWN: u64 = 0x6e776f6474756873;
const RUNLEVEL: u64 = 0x6c6576656c6e7572;
const REBOOT: u64 = 0x746f6f626572;
const LOGIN: u64 = 0x4e49474f4c;
const DATE: u64 = 0x65746164;

/** What the record in `row` is: one of TYPE_…, PASSED_OVER when it neither starts nor ends anything. */
export function kindOf(row: usize): i32 {
  const user = load<u64>(row, CELL_USER << 3);
  const line = load<u64>(row, CELL_LINE << 3);
  const mark: u32 = line >> 32 == 0 ? 0 : load<u8>(line as usize);
  const start = startOf(user);
  let kind = load<i64>(row, CELL_TYPE << 3) as i32;
  if (mark == 0x7e) {
    if (start == SHUTDOWN) kind = TYPE_SHUTDOWN_TIME;
    else if ((start & 0xffffffffffff) == REBOOT) kind = TYPE_BOOT_TIME;
    else if (start == RUNLEVEL) kind = TYPE_RUN_LVL;
  } else if (start == 0) {
    if (!isSystemType(kind)) kind = TYPE_DEAD_PROCESS;
  } else {
    if (kind != TYPE_DEAD_PROCESS && mark != 0 && (start & 0xffffffffff) != LOGIN) kind = TYPE_USER_PROCESS;
    if ((start & 0xffffffff) == DATE) {
      if (mark == 0x7c) kind = TYPE_OLD_TIME;
      if (mark == 0x7b) kind = TYPE_NEW_TIME;
    }
  }
  return kind == TYPE_USER_PROCESS || kind == TYPE_DEAD_PROCESS || isSystemType(kind) ? kind : PASSED_OVER;
}

function isSystemType(kind: i32): bool {
  return (kind >= TYPE_RUN_LVL && kind <= TYPE_OLD_TIME) || kind == TYPE_SHUTDOWN_TIME;
}

//  The first eight bytes of a text, zeros behind its end.
function startOf(text: u64): u64 {
  const length = text >> 32;
  if (length == 0) return 0;
  const bytes = load<u64>(text as usize);
  return length >= 8 ? bytes : bytes & (((1 as u64) << (length << 3)) - 1);
}
