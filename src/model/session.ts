/** The cells that a session and an event have in common. */
export const stayCells = {
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
  domain: 22,
} as const;

/**
 * The session: one stay of one user, from a login history (paired, `assembly/pair/`) or open now (live sources).
 * Cell numbers are those of `assembly/row.ts`; what selection and ordinals look at stands where records have it.
 */
export const sessionCells = {
  ...stayCells,
  login_time: 0,
  state: 1,
  idle_s: 18,
  logout_time: 19,
  ended_before: 21,
  last_moment: 23,
  time: 24,
  key: 26,
  clock_steps: 27,
} as const;

export type SessionField = keyof typeof sessionCells;

/** How a session was reached, in the words of MITRE CAR. */
export const loginTypes = ["interactive", "local", "rdp", "remote"] as const;

/** What a session runs on. The index is the row's number. */
export const sessionKinds = [
  "tty",
  "console",
  "pty",
  "x11",
  "wayland",
  "multiplexer",
  "ssh",
  "ftp",
  "rdp",
  "network",
  "batch",
  "service",
] as const;

/** What a session is doing; absent for one in a history whose end the history does not tell. */
export const sessionStates = ["active", "idle", "disconnected", "locked", "closing", "stale", "ended"] as const;

/** What ended a session: its own logout, a newer login on its line, a shutdown, a boot without one; `gone`: its process is not there. */
export const endings = ["logout", "next_login", "shutdown", "crash", "gone"] as const;

/**
 * What tied an end to a login: line and pid, the line alone, the record's id, or a boot or shutdown of everything; on
 * Windows the logon id, or the number of the terminal services' session.
 */
export const pairings = ["pid", "line", "id", "boot", "logon_id", "ts_session"] as const;

export type LoginType = (typeof loginTypes)[number];
export type SessionKind = (typeof sessionKinds)[number];
export type SessionState = (typeof sessionStates)[number];

/**
 * One session as a plain object: integers and times (µs) as bigint or number, texts as string or raw bytes, addresses as
 * 4 or 16 bytes, words of a vocabulary as themselves. What is not known is missing.
 */
export type SessionCells = { readonly [F in SessionField]?: bigint | number | string | Uint8Array };
