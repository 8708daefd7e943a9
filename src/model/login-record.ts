import type { RecordType } from "./record.ts";

/**
 * One record of a login file as an object, under the C names without `ut_`. A field that the layout does not have, or
 * that is not set, is missing; nothing is guessed.
 */
export interface LoginRecord {
  /** Microseconds since 1970 UTC. */
  readonly time?: bigint;
  readonly type?: RecordType;
  /** The number in the file, which differs from system to system. */
  readonly type_code?: number;
  readonly pid?: number;
  /** Terminal without `/dev/`, or `~` for the system's own records. */
  readonly line?: string;
  readonly id?: string;
  readonly user?: string;
  /** Remote host, X display, or kernel release. */
  readonly host?: string;
  /** IPv4 or IPv6 address as text (RFC 5952). */
  readonly addr?: string;
  readonly session?: number;
  readonly exit_termination?: number;
  readonly exit_status?: number;
  /** lastlog, faillog: the record's place in the file. */
  readonly uid?: number;
  /** faillog: failures since the last login, and how many are allowed. */
  readonly count?: number;
  readonly max?: number;
  /** faillog: seconds that the account is locked after a failure. */
  readonly locktime?: number;
  /** wtmpdb: end of the stay, microseconds since 1970 UTC; missing while it is open. */
  readonly logout_time?: bigint;
  /** wtmpdb, lastlog2: PAM service. */
  readonly service?: string;
  /** Byte offset in the decompressed file. */
  readonly offset?: number;
  readonly layout: string;
  /** The file it is from, as it was named. */
  readonly path: string;
}
