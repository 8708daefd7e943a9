/**
 * The record: what a login file says, one row per entry, under the C names without `ut_`.
 * Cell numbers are those of `assembly/row.ts`.
 */
export const recordCells = {
  time: 0,
  type: 1,
  type_code: 2,
  pid: 3,
  line: 4,
  id: 5,
  user: 6,
  host: 7,
  addr: 8,
  session: 9,
  exit_termination: 10,
  exit_status: 11,
  uid: 12,
  offset: 13,
  layout: 14,
  ordinal: 15,
  count: 16,
  max: 17,
  locktime: 18,
  logout_time: 19,
  service: 20,
} as const;

export type RecordField = keyof typeof recordCells;

/** One vocabulary for every system: glibc's numbers, then the two that glibc lacks. The index is the row's number. */
export const recordTypes = [
  "EMPTY",
  "RUN_LVL",
  "BOOT_TIME",
  "NEW_TIME",
  "OLD_TIME",
  "INIT_PROCESS",
  "LOGIN_PROCESS",
  "USER_PROCESS",
  "DEAD_PROCESS",
  "ACCOUNTING",
  "SIGNATURE",
  "SHUTDOWN_TIME",
] as const;

export type RecordType = (typeof recordTypes)[number];

/**
 * One record as a plain object, for sources that are not files of fixed records: integers and times (µs) as bigint or
 * number, texts as string or raw bytes, addresses as 4 or 16 bytes. A field the source does not tell is missing.
 */
export type RecordCells = { readonly [F in RecordField]?: bigint | number | string | Uint8Array };
