import type { Action } from "./event.ts";
import type { LoginSession } from "./login-session.ts";

/** What happened, in the words of MITRE CAR and ours. */
export type LoginAction = Action;

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
  /** Windows: why a login failed or a session was disconnected, in words, and the code of that. */
  readonly reason?: string;
  readonly status?: string;
  /** Windows: the event that tells it, and its place in its log. */
  readonly event_id?: number;
  readonly record_id?: number;
  /** Attributes of OSSEM's logon entity, where the event has them. */
  readonly logon_guid?: string;
  readonly logon_process_name?: string;
  readonly logon_authentication_lan_package_name?: string;
  readonly logon_key_length?: number;
  readonly logon_transmitted_services?: string;
  readonly logon_impersonation_level?: string;
  readonly logon_restricted_admin_mode?: string;
  readonly logon_virtual_account?: string;
  readonly logon_elevated_token?: string;
  readonly logon_user_claims?: string;
  readonly logon_device_claims?: string;
}
