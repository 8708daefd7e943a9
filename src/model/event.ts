import { stayCells } from "./session.ts";

/**
 * The event: a moment in the life of a session or of the computer. Cell numbers are those of `assembly/row.ts`; where a
 * session has the same field, it is the same cell.
 */
export const eventCells = {
  ...stayCells,
  time: 0,
  action: 1,
  old_time: 21,
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
  "log_cleared",
] as const;

export type Action = (typeof actions)[number];
