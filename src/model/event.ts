/**
 * The event: a moment in the life of a session or of the computer. Cell numbers are those of `assembly/row.ts`; where a
 * session has the same field, it is the same cell.
 */
export const eventCells = {
  time: 0,
  action: 1,
  login_type: 2,
  pid: 3,
  line: 4,
  session: 5,
  username: 6,
  src_host: 7,
  src_ip: 8,
  kind: 9,
  ended_by: 10,
  paired_by: 11,
  uid: 12,
  offset: 13,
  sources: 14,
  ordinal: 15,
  count: 16,
  duration_s: 17,
  service: 20,
  old_time: 21,
  domain: 22,
  login_time: 23,
  login_successful: 24,
  kernel: 25,
} as const;

export type EventField = keyof typeof eventCells;

/** What happened: MITRE CAR's actions, then ours. The index is the row's number. */
export const actions = [
  "login",
  "logout",
  "lock",
  "unlock",
  "reconnect",
  "disconnect",
  "boot",
  "shutdown",
  "clock_change",
  "screensaver_on",
  "screensaver_off",
] as const;
