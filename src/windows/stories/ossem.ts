import type { LogonEventCells, LogonEventField } from "../../model/logon.ts";
import { logonId } from "../../model/logon-id.ts";
import { messageText } from "../codes/message.ts";
import type { WindowsEvent } from "../events/event.ts";

/** Cells that are being filled in. */
export type Draft = { -readonly [F in LogonEventField]?: NonNullable<LogonEventCells[F]> };

/** Sets the attributes of the OSSEM logon entity that stand in an event as texts: all but id, type and linked id. */
export function setAttributes(cells: Draft, { data }: WindowsEvent): void {
  for (const [field, names] of texts) {
    for (const name of names) {
      const text = data.get(name)?.trim();
      if (text === undefined || text === "" || text === "-" || text === NO_GUID) continue;
      cells[field] = messageText(text);
      break;
    }
  }
  const length = data.get("KeyLength");
  if (length !== undefined && /^\d{1,9}$/.test(length)) cells.logon_key_length = Number(length);
}

const NO_GUID = "{00000000-0000-0000-0000-000000000000}";

const texts: readonly (readonly [field: LogonEventField, names: readonly string[]])[] = [
  ["logon_guid", ["TargetLogonGuid", "LogonGuid"]],
  ["logon_process_name", ["LogonProcessName"]],
  ["logon_authentication_package_name", ["AuthenticationPackageName"]],
  ["logon_authentication_lan_package_name", ["LmPackageName"]],
  ["logon_transmitted_services", ["TransmittedServices"]],
  ["logon_impersonation_level", ["ImpersonationLevel"]],
  ["logon_restricted_admin_mode", ["RestrictedAdminMode"]],
  ["logon_virtual_account", ["VirtualAccount"]],
  ["logon_elevated_token", ["ElevatedToken"]],
  ["logon_user_claims", ["UserClaims"]],
  ["logon_device_claims", ["DeviceClaims"]],
];

/**
 * One event as the OSSEM logon entity says it, with nothing told by other events: its `logon_type` is the number.
 * Undefined for an event of another log than Security, and for one that has none of the attributes.
 */
export function ossemCells(event: WindowsEvent): LogonEventCells | undefined {
  if (event.provider !== "Microsoft-Windows-Security-Auditing") return undefined;
  const { data } = event;
  const cells: Draft = {};
  const id = logonIdOf(event);
  if (id !== undefined) cells.logon_id = id;
  const type = data.get("LogonType");
  if (type !== undefined && /^\d{1,9}$/.test(type)) cells.logon_type = Number(type);
  const linked = logonId(data.get("TargetLinkedLogonId") ?? "");
  if (linked !== undefined) cells.linked_logon_id = linked;
  setAttributes(cells, event);
  if (Object.keys(cells).length === 0) return undefined;
  return { time: event.time, host: event.computer, event_id: event.id, record_id: event.record, ...cells };
}

/** Whose logon an event is about: the target's, the account's; the subject's where that is who the event is about. */
function logonIdOf({ id, data }: WindowsEvent): string | undefined {
  const text = data.get("TargetLogonId") ?? data.get("LogonID");
  return logonId(text ?? (id === 4672 || id === 4648 ? data.get("SubjectLogonId") : undefined) ?? "");
}
