import type { Entity, Field } from "./entity.ts";
import { actions } from "./event.ts";
import { fieldMaker } from "./field-maker.ts";
import { lineProtocolOf } from "./line-protocol-of.ts";
import { logonEventCells, logonTypes } from "./logon.ts";
import { endings, loginTypes, pairings, sessionKinds } from "./session.ts";

const { field, word } = fieldMaker(logonEventCells);

const tagNames = ["action", "domain", "host", "kind", "line", "ordinal", "username"];

const fields: readonly Field[] = [
  field("time", "time"),
  word("action", actions),
  { name: "login_successful", cell: logonEventCells.login_successful, kind: "boolean" },
  { ...field("host", "text"), long: true },
  field("session", "text"),
  field("username", "text"),
  field("domain", "text"),
  { ...field("uid", "text"), long: true },
  word("login_type", loginTypes),
  word("kind", sessionKinds),
  word("logon_type", logonTypes),
  field("line", "text"),
  { ...field("src_host", "text"), long: true },
  field("src_ip", "address"),
  field("src_port", "integer"),
  field("login_time", "time"),
  field("duration_s", "integer"),
  word("ended_by", endings),
  word("paired_by", pairings),
  { ...field("reason", "text"), long: true },
  field("status", "text"),
  field("logon_id", "text"),
  field("linked_logon_id", "text"),
  field("ts_session", "integer"),
  field("count", "integer"),
  { ...field("logon_guid", "text"), long: true },
  field("logon_process_name", "text"),
  field("logon_authentication_package_name", "text"),
  field("logon_authentication_lan_package_name", "text"),
  field("logon_key_length", "integer"),
  field("logon_transmitted_services", "text"),
  field("logon_impersonation_level", "text"),
  field("logon_restricted_admin_mode", "text"),
  field("logon_virtual_account", "text"),
  field("logon_elevated_token", "text"),
  { ...field("logon_user_claims", "text"), long: true },
  { ...field("logon_device_claims", "text"), long: true },
  field("event_id", "integer"),
  field("record_id", "integer"),
  field("sources", "text"),
  { name: "ordinal", cell: logonEventCells.ordinal, kind: "integer", lineProtocolOnly: true },
];

/** A moment told by Windows event logs: one point at its own time, which no later reading changes. */
export const logonEventEntity: Entity = {
  computer: "host",
  fields,
  measurement: "logon_event",
  timestamp: "time",
  ...lineProtocolOf(fields, tagNames, "time"),
  table: [
    { title: "TIME (UTC)", field: "time", width: 19, rank: 0 },
    { title: "ACTION", field: "action", width: 15, rank: 0 },
    { title: "OK", field: "login_successful", width: 5, rank: 3 },
    { title: "USER", field: "username", width: 14, rank: 0 },
    { title: "DOMAIN", field: "domain", width: 12, rank: 5 },
    { title: "TYPE", field: "logon_type", width: 17, rank: 2 },
    { title: "LINE", field: "line", width: 10, rank: 6 },
    { title: "ENDED BY", field: "ended_by", width: 10, rank: 4 },
    { title: "LOGON ID", field: "logon_id", width: 10, rank: 5 },
    { title: "ADDRESS", field: "src_ip", width: 15, rank: 1 },
    { title: "CLIENT", field: "src_host", width: 16, rank: 3 },
    { title: "REASON", field: "reason", width: 24, rank: 0 },
  ],
};
