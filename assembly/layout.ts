//  One row of the layout table: LAYOUT_BYTES in LAYOUTS, written by the host from src/unix/layouts.ts. All i32.
//  `At` is a byte offset in the record, -1 where the layout has no such field; `Bytes` is a width.

import { LAYOUT_BYTES, LAYOUTS } from "./memory";

export const L_FAMILY: usize = 0;
export const L_BYTES: usize = 4;
export const L_BIG_ENDIAN: usize = 8;
/** 1-based number of the system: resync looks for records of the same group only. */
export const L_GROUP: usize = 12;
export const L_TYPE_AT: usize = 16;
export const L_TYPE_BYTES: usize = 20;
/** 16 bytes (in LAYOUT_NAMES): raw type number → vocabulary number, 0xff = not a type of this system. */
export const L_TYPE_MAP: usize = 24;
/** Two bytes of alignment that a sound record leaves zero. */
export const L_PAD_AT: usize = 28;
export const L_PID_AT: usize = 32;
export const L_PID_BYTES: usize = 36;
export const L_LINE_AT: usize = 40;
export const L_LINE_BYTES: usize = 44;
export const L_ID_AT: usize = 48;
export const L_ID_BYTES: usize = 52;
export const L_USER_AT: usize = 56;
export const L_USER_BYTES: usize = 60;
export const L_HOST_AT: usize = 64;
export const L_HOST_BYTES: usize = 68;
export const L_TERMINATION_AT: usize = 72;
export const L_EXIT_AT: usize = 76;
export const L_SESSION_AT: usize = 80;
export const L_SESSION_BYTES: usize = 84;
export const L_TIME_AT: usize = 88;
export const L_TIME_KIND: usize = 92;
export const L_USEC_AT: usize = 96;
export const L_USEC_BYTES: usize = 100;
export const L_ADDR_AT: usize = 104;
export const L_ADDR_KIND: usize = 108;
/** Bytes that the system leaves zero. */
export const L_RESERVED_AT: usize = 112;
export const L_RESERVED_BYTES: usize = 116;
export const L_COUNT_AT: usize = 120;
export const L_MAX_AT: usize = 124;
export const L_LOCK_AT: usize = 128;
export const L_LOCK_BYTES: usize = 132;
export const L_NAME: usize = 136;
export const L_NAME_BYTES: usize = 140;
export const L_FLAGS: usize = 144;

export const FAMILY_FIXED: i32 = 0;
/** FreeBSD's utx.log: a length before every record, trailing zero bytes cut. */
export const FAMILY_UTX_LOG: i32 = 1;

/** An array indexed by uid: no resync, a zero record is nobody's, time 0 is "never". */
export const FLAG_BY_UID: i32 = 1;
/** No type in the file: it follows from line and user, as the system's own `last` reads it. */
export const FLAG_DERIVED_TYPE: i32 = 2;

export const TIME_U32: i32 = 0;
export const TIME_I32: i32 = 1;
export const TIME_I64: i32 = 2;
export const TIME_MICROSECONDS: i32 = 3;

export const ADDR_NONE: i32 = 0;
/** 16 bytes: IPv4 in the first four, or IPv6. */
export const ADDR_V6: i32 = 1;
/** BSD sockaddr_storage: length, family, then the address. */
export const ADDR_SOCKADDR: i32 = 2;
export const ADDR_V4: i32 = 3;

/** Address of row `index` of the layout table. */
export function layoutAt(index: i32): usize {
  return LAYOUTS + index * LAYOUT_BYTES;
}
