import type { LoginSession } from "./login-session.ts";

/** What happened, in the words of MITRE CAR and ours. */
export type LoginAction = "login" | "logout" | "boot" | "shutdown" | "clock_change";

/**
 * A moment of a login history as an object. Login and logout of one stay carry the same `session`; a logout says how the
 * session ended, a login whether it succeeded. What the history does not tell is missing.
 */
export interface LoginEvent extends Omit<LoginSession, "session" | "logout_time" | "ended_before" | "state"> {
  /** Microseconds since 1970 UTC; of a `logout` by `crash` or `next_login`: of the record that tells of it. */
  readonly time?: bigint;
  readonly action: LoginAction;
  /** Login only. */
  readonly login_successful?: boolean;
  /** Missing where no session is known: a failed login, a logout without a login. */
  readonly session?: string;
  /** Failed login: how many identical records it is. */
  readonly count?: number;
  /** clock_change: the time before. */
  readonly old_time?: bigint;
  /** boot, shutdown: the kernel's release. */
  readonly kernel?: string;
}
