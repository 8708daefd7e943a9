import type { Entity, Field, TableColumn } from "./entity.ts";
import { fieldMaker } from "./field-maker.ts";
import { lineProtocolOf } from "./line-protocol-of.ts";
import { logonSessionCells, logonTypes } from "./logon.ts";
import { endings, loginTypes, pairings, sessionKinds, sessionStates } from "./session.ts";

const { field, word } = fieldMaker(logonSessionCells);

const snapshotOnly = ["time", "idle_s", "connect_time", "disconnect_time"];
const historyOnly = ["logout_time", "ended_before", "ended_by", "paired_by", "count"];

const fields: readonly Field[] = [
  field("time", "time"),
  { ...field("host", "text"), long: true },
  field("session", "text"),
  field("username", "text"),
  field("domain", "text"),
  { ...field("uid", "text"), long: true },
  word("login_type", loginTypes),
  word("kind", sessionKinds),
  word("logon_type", logonTypes),
  field("line", "text"),
  word("state", sessionStates),
  { ...field("src_host", "text"), long: true },
  field("src_ip", "address"),
  field("src_port", "integer"),
  field("login_time", "time"),
  field("logout_time", "time"),
  field("ended_before", "time"),
  field("connect_time", "time"),
  field("disconnect_time", "time"),
  field("duration_s", "integer"),
  field("idle_s", "integer"),
  word("ended_by", endings),
  word("paired_by", pairings),
  field("logon_id", "text"),
  field("linked_logon_id", "text"),
  field("ts_session", "integer"),
  field("logon_authentication_package_name", "text"),
  field("count", "integer"),
  field("sources", "text"),
  { name: "ordinal", cell: logonSessionCells.ordinal, kind: "integer", lineProtocolOnly: true },
];

const tagNames = ["domain", "host", "kind", "line", "ordinal", "username"];

function shape(without: readonly string[], timestamp: string): Pick<Entity, "fields" | "tags" | "lineFields"> {
  const some = fields.filter(({ name }) => !without.includes(name));
  return { fields: some, ...lineProtocolOf(some, tagNames, timestamp) };
}

const who: readonly TableColumn[] = [
  { title: "USER", field: "username", width: 14, rank: 0 },
  { title: "DOMAIN", field: "domain", width: 12, rank: 4 },
  { title: "LINE", field: "line", width: 10, rank: 1 },
  { title: "TYPE", field: "logon_type", width: 17, rank: 3 },
  { title: "LOGIN (UTC)", field: "login_time", width: 19, rank: 0 },
];

const whence: readonly TableColumn[] = [
  { title: "LOGON ID", field: "logon_id", width: 10, rank: 5 },
  { title: "ADDRESS", field: "src_ip", width: 15, rank: 2 },
  { title: "CLIENT", field: "src_host", width: 20, rank: 0 },
];

/** A session told by Windows event logs: one point at its login, which is complete once the session has ended. */
export const logonHistoryEntity: Entity = {
  computer: "host",
  ...shape(snapshotOnly, "login_time"),
  measurement: "logon_history",
  timestamp: "login_time",
  table: [
    ...who,
    { title: "LOGOUT (UTC)", field: "logout_time", width: 19, rank: 0 },
    { title: "SECONDS", field: "duration_s", width: 9, align: "right", rank: 3 },
    { title: "ENDED BY", field: "ended_by", width: 10, rank: 1 },
    ...whence,
  ],
};

/** A session that is open on Windows now: one point per session and snapshot. The computer's name is `--host`'s. */
export const logonSessionEntity: Entity = {
  computer: "host",
  ...shape([...historyOnly, "host"], "time"),
  measurement: "logon_session",
  timestamp: "time",
  table: [
    ...who,
    { title: "STATE", field: "state", width: 12, rank: 0 },
    { title: "IDLE s", field: "idle_s", width: 7, align: "right", rank: 2 },
    { title: "SOURCES", field: "sources", width: 13, rank: 6 },
    ...whence,
  ],
};
