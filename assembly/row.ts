//  A row is 48 cells of 8 bytes. What a cell holds depends on its column's kind:
//
//    text     u32 pointer | u32 length << 32     pointer 0 = absent; length 0 with a pointer = empty
//    integer  i64                                ABSENT = absent
//    time     i64 microseconds since 1970 UTC    ABSENT = absent
//    address  u32 pointer | u32 length << 32     4 or 16 bytes in network order; 0 = absent
//
//  A text cell points into INPUT, TEXT or LAYOUT_NAMES: raw bytes of any value, valid until the next carry.

import { ROW_BYTES, ROWS, STAYS } from "./memory";

/** An integer or a time that the source does not tell. */
export const ABSENT: i64 = i64.MIN_VALUE;

//  The record: what a login file says, cell by cell. Mirrored in src/model/record.ts; a test holds them equal.
export const CELL_TIME: i32 = 0;
export const CELL_TYPE: i32 = 1;
export const CELL_TYPE_CODE: i32 = 2;
export const CELL_PID: i32 = 3;
export const CELL_LINE: i32 = 4;
export const CELL_ID: i32 = 5;
export const CELL_USER: i32 = 6;
export const CELL_HOST: i32 = 7;
export const CELL_ADDR: i32 = 8;
export const CELL_SESSION: i32 = 9;
export const CELL_EXIT_TERMINATION: i32 = 10;
export const CELL_EXIT_STATUS: i32 = 11;
export const CELL_UID: i32 = 12;
export const CELL_OFFSET: i32 = 13;
export const CELL_LAYOUT: i32 = 14;
export const CELL_ORDINAL: i32 = 15;
export const CELL_COUNT: i32 = 16;
export const CELL_MAX: i32 = 17;
export const CELL_LOCKTIME: i32 = 18;
export const CELL_LOGOUT_TIME: i32 = 19;
export const CELL_SERVICE: i32 = 20;
/** Cells of a record; the rest of the row is unused. */
export const RECORD_CELLS: i32 = 21;

//  The session and the event share their cells; what selection and ordinals look at stands where records have it.
//  Mirrored in src/model/session.ts and src/model/event.ts; a test holds them equal.
/** Session: its login. Event: its moment. */
export const CELL_LOGIN: i32 = 0;
/** Session: its state. */
export const CELL_STATE: i32 = 1;
/** Event: what happened. */
export const CELL_ACTION: i32 = 1;
export const CELL_LOGIN_TYPE: i32 = 2;
export const CELL_SESSION_ID: i32 = 5;
export const CELL_USERNAME: i32 = 6;
export const CELL_SRC_HOST: i32 = 7;
export const CELL_SRC_IP: i32 = 8;
export const CELL_KIND: i32 = 9;
export const CELL_ENDED_BY: i32 = 10;
export const CELL_PAIRED_BY: i32 = 11;
export const CELL_USER_ID: i32 = 12;
export const CELL_SOURCES: i32 = 14;
export const CELL_DURATION: i32 = 17;
export const CELL_IDLE: i32 = 18;
/** Session: its end, as a record tells it. */
export const CELL_LOGOUT: i32 = 19;
/** Session: it had ended by then, when no record tells the end. */
export const CELL_ENDED_BEFORE: i32 = 21;
/** Event clock_change: the time before. */
export const CELL_OLD_TIME: i32 = 21;
export const CELL_DOMAIN: i32 = 22;
/** Session: the last moment it can have been open; the greatest i64 while it is. For selection only. */
export const CELL_LAST_MOMENT: i32 = 23;
/** Event: the login of its session. */
export const CELL_EVENT_LOGIN: i32 = 23;
/** Session: the moment of the snapshot. */
export const CELL_SNAPSHOT: i32 = 24;
/** Event login: 1 or 0. */
export const CELL_SUCCESSFUL: i32 = 24;
/** Event boot: the kernel's release. */
export const CELL_KERNEL: i32 = 25;
/** Session still open: what ties its logout to it, and by how much the clock was moved since its login. */
export const CELL_KEY: i32 = 26;
export const CELL_STEPS: i32 = 27;

//  One vocabulary of record types for every system: glibc's numbers, then the two that glibc lacks.
export const TYPE_EMPTY: i32 = 0;
export const TYPE_RUN_LVL: i32 = 1;
export const TYPE_BOOT_TIME: i32 = 2;
export const TYPE_NEW_TIME: i32 = 3;
export const TYPE_OLD_TIME: i32 = 4;
export const TYPE_INIT_PROCESS: i32 = 5;
export const TYPE_LOGIN_PROCESS: i32 = 6;
export const TYPE_USER_PROCESS: i32 = 7;
export const TYPE_DEAD_PROCESS: i32 = 8;
export const TYPE_ACCOUNTING: i32 = 9;
export const TYPE_SIGNATURE: i32 = 10;
export const TYPE_SHUTDOWN_TIME: i32 = 11;

/** Address of row `index` in ROWS. */
export function rowAt(index: i32): usize {
  return ROWS + index * ROW_BYTES;
}

export const ENTITY_RECORD: i32 = 0;
export const ENTITY_EVENT: i32 = 1;
export const ENTITY_SESSION: i32 = 2;

let output: usize = ROWS;
let lastMoment: usize = CELL_TIME * 8;
/** Whether CELL_TYPE is a tag of the entity: a record's type and an event's action are, a session's state is not. */
export let isTypeTag: bool = true;

/** Says what is selected, numbered and encoded: records in ROWS, or events or sessions (ENTITY_…) in STAYS. */
export function useEntity(entity: i32): void {
  output = entity == ENTITY_RECORD ? ROWS : STAYS;
  lastMoment = (entity == ENTITY_SESSION ? CELL_LAST_MOMENT : CELL_TIME) * 8;
  isTypeTag = entity != ENTITY_SESSION;
}

/** The last moment that a row of the entity is about. */
export function lastMomentOf(row: usize): i64 {
  return load<i64>(row + lastMoment);
}

/** Address of row `index` among the rows that are to go out. */
export function outputRowAt(index: i32): usize {
  return output + index * ROW_BYTES;
}

/** The 8-byte form of a text or address cell. */
export function span(pointer: usize, length: i32): i64 {
  return (pointer as i64) | ((length as i64) << 32);
}
