import type { LoginType, SessionKind } from "./session.ts";

/**
 * A session of a login history as an object: one stay of one user. What the history does not tell is missing; nothing is
 * guessed, least of all an end.
 */
export interface LoginSession {
  /** Stable for the life of the session, and from one reading to the next. */
  readonly session: string;
  readonly username?: string;
  /** Microseconds since 1970 UTC. */
  readonly login_time?: bigint;
  /** The end, where a record tells it: a logout, or a shutdown. */
  readonly logout_time?: bigint;
  /** A time by which it had ended, where no record tells the end: the next login on its line, or a boot. */
  readonly ended_before?: bigint;
  /** Whole seconds, steps of the clock taken out. */
  readonly duration_s?: number;
  /** Missing while it is open, and where the history ends before it. */
  readonly ended_by?: "logout" | "next_login" | "shutdown" | "crash";
  /** What tied the end to the login. */
  readonly paired_by?: "pid" | "line" | "id" | "boot" | "logon_id" | "ts_session";
  readonly state?: "ended";
  readonly login_type?: LoginType;
  readonly kind?: SessionKind;
  /** Terminal without `/dev/`; Windows: the session's name, `RDP-Tcp#3`. */
  readonly line?: string;
  readonly src_host?: string;
  /** IPv4 or IPv6 address as text (RFC 5952). */
  readonly src_ip?: string;
  readonly pid?: number;
  /** wtmpdb: PAM service. */
  readonly service?: string;
  /** The log it is from: `wtmp`, `utmp`, `utx`, `wtmpdb`; of Windows all that tell of it: `security lsm`. */
  readonly sources?: string;
  /** Login records that are this one login, when there are several. */
  readonly count?: number;
  /** Byte offset of the login record in its decompressed file. */
  readonly offset?: number;
  /** Windows: the computer, as its events name it. */
  readonly host?: string;
  readonly domain?: string;
  /** Windows: SID. */
  readonly uid?: string;
  /** Windows: how it began, in Microsoft's word: `Interactive`, `RemoteInteractive`, `Network` … */
  readonly logon_type?: string;
  readonly src_port?: number;
  /** Windows: LUID as lower-case hex, unique from one start of the computer to the next. */
  readonly logon_id?: string;
  /** The other half of an administrator's login. */
  readonly linked_logon_id?: string;
  /** Number of the terminal services' session. */
  readonly ts_session?: number;
  readonly logon_authentication_package_name?: string;
}
