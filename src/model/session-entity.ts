import type { Entity, Field, LineProtocolKey, TableColumn } from "./entity.ts";
import { fieldMaker } from "./field-maker.ts";
import { endings, loginTypes, pairings, sessionCells, sessionKinds, sessionStates } from "./session.ts";

const { field, word } = fieldMaker(sessionCells);

const fields: readonly Field[] = [
  field("session", "text"),
  field("username", "text"),
  field("domain", "text"),
  field("uid", "text"),
  word("login_type", loginTypes),
  word("kind", sessionKinds),
  field("line", "text"),
  word("state", sessionStates),
  { ...field("src_host", "text"), long: true },
  field("src_ip", "address"),
  field("pid", "integer"),
  field("service", "text"),
  field("login_time", "time"),
  field("logout_time", "time"),
  field("ended_before", "time"),
  field("duration_s", "integer"),
  field("idle_s", "integer"),
  word("ended_by", endings),
  word("paired_by", pairings),
  field("sources", "text"),
  { name: "ordinal", cell: sessionCells.ordinal, kind: "integer", lineProtocolOnly: true },
];

const tags: readonly LineProtocolKey[] = [
  { key: "domain", field: "domain" },
  { key: "kind", field: "kind" },
  { key: "line", field: "line" },
  { key: "ordinal", field: "ordinal", onlyPositive: true },
  { key: "username", field: "username" },
];

const lineFields: readonly LineProtocolKey[] = [
  "session",
  "uid",
  "login_type",
  "state",
  "src_host",
  "src_ip",
  "pid",
  "service",
  "login_time",
  "logout_time",
  "ended_before",
  "duration_s",
  "idle_s",
  "ended_by",
  "paired_by",
  "sources",
].map((name) => ({ key: name, field: name }));

const who: readonly TableColumn[] = [
  { title: "USER", field: "username", width: 12, rank: 0 },
  { title: "LINE", field: "line", width: 8, rank: 0 },
  { title: "KIND", field: "kind", width: 11, rank: 4 },
  { title: "LOGIN (UTC)", field: "login_time", width: 19, rank: 0 },
];

/** A session of a login history: one point at its login, which is complete once the session has ended. */
export const historyEntity: Entity = {
  computer: "host",
  fields: [...fields.filter(({ name }) => name !== "idle_s"), field("count", "integer"), field("offset", "integer")],
  measurement: "logon_history",
  timestamp: "login_time",
  tags,
  lineFields: lineFields.filter(({ field: name }) => name !== "login_time" && name !== "idle_s"),
  table: [
    ...who,
    { title: "LOGOUT (UTC)", field: "logout_time", width: 19, rank: 0 },
    { title: "SECONDS", field: "duration_s", width: 9, align: "right", rank: 2 },
    { title: "ENDED BY", field: "ended_by", width: 10, rank: 1 },
    { title: "ADDRESS", field: "src_ip", width: 15, rank: 3 },
    { title: "HOST", field: "src_host", width: 20, rank: 0 },
  ],
};

/** A session that is open now: one point per session and snapshot, all of a snapshot at one time. */
export const sessionEntity: Entity = {
  computer: "host",
  fields: [field("time", "time"), ...fields],
  measurement: "logon_session",
  timestamp: "time",
  tags,
  lineFields,
  table: [
    ...who,
    { title: "IDLE s", field: "idle_s", width: 7, align: "right", rank: 1 },
    { title: "STATE", field: "state", width: 8, rank: 2 },
    { title: "PID", field: "pid", width: 7, align: "right", rank: 6 },
    { title: "SOURCES", field: "sources", width: 18, rank: 5 },
    { title: "ADDRESS", field: "src_ip", width: 15, rank: 3 },
    { title: "HOST", field: "src_host", width: 20, rank: 0 },
  ],
};
