import { eventCells } from "./event.ts";
import { sessionCells, stayCells } from "./session.ts";

/** The cells that only rows from Windows have, those of a session and of an event alike. */
const logonStayCells = {
  src_port: 28,
  ts_session: 29,
  logon_type: 30,
  logon_id: 31,
  linked_logon_id: 32,
  logon_authentication_package_name: 33,
  host: 34,
  account: 35,
} as const;

const { login_type, line, session, username, src_host, src_ip, kind, ended_by, paired_by, uid } = stayCells;
const { sources, ordinal, count, duration_s, domain } = stayCells;
const common = {
  ...{ login_type, line, session, username, src_host, src_ip, kind, ended_by, paired_by, uid, sources, ordinal },
  ...{ count, duration_s, domain },
};

/** A session of Windows: what it shares with one of Unix is in the same cells. */
export const logonSessionCells = {
  ...common,
  ...logonStayCells,
  login_time: sessionCells.login_time,
  state: sessionCells.state,
  idle_s: sessionCells.idle_s,
  logout_time: sessionCells.logout_time,
  ended_before: sessionCells.ended_before,
  last_moment: sessionCells.last_moment,
  time: sessionCells.time,
  connect_time: 36,
  disconnect_time: 37,
} as const;

/** An event of Windows: what it shares with one of Unix is in the same cells. */
export const logonEventCells = {
  ...common,
  ...logonStayCells,
  time: eventCells.time,
  action: eventCells.action,
  login_time: eventCells.login_time,
  login_successful: eventCells.login_successful,
  reason: 25,
  status: 26,
  event_id: 27,
  record_id: stayCells.offset,
  logon_guid: 36,
  logon_process_name: 37,
  logon_authentication_lan_package_name: 38,
  logon_key_length: 39,
  logon_transmitted_services: 40,
  logon_impersonation_level: 41,
  logon_restricted_admin_mode: 42,
  logon_virtual_account: 43,
  logon_elevated_token: 44,
  logon_user_claims: 45,
  logon_device_claims: 46,
} as const;

export type LogonSessionField = keyof typeof logonSessionCells;
export type LogonEventField = keyof typeof logonEventCells;

/** A value of a cell: integers and times (µs) as bigint or number, words as themselves, addresses as 4 or 16 bytes. */
type Value = bigint | number | string | Uint8Array;

/** One session of Windows as a plain object. What is not known is missing. */
export type LogonSessionCells = { readonly [F in LogonSessionField]?: Value };

/** One event of Windows as a plain object. What is not known is missing. */
export type LogonEventCells = { readonly [F in LogonEventField]?: Value };

/** Microsoft's names of logon types; the index is the number, and 1 is not used (`SECURITY_LOGON_TYPE`). */
export const logonTypes = [
  "System",
  "",
  "Interactive",
  "Network",
  "Batch",
  "Service",
  "Proxy",
  "Unlock",
  "NetworkCleartext",
  "NewCredentials",
  "RemoteInteractive",
  "CachedInteractive",
  "CachedRemoteInteractive",
  "CachedUnlock",
] as const;
