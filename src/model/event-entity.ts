import type { Entity, Field } from "./entity.ts";
import { actions, type EventField, eventCells } from "./event.ts";
import { endings, loginTypes, pairings, sessionKinds } from "./session.ts";

function field(name: EventField, kind: Exclude<Field["kind"], "name" | "boolean">): Field {
  return { name, cell: eventCells[name], kind };
}

function word(name: EventField, names: readonly string[]): Field {
  return { name, cell: eventCells[name], kind: "name", names };
}

/** A moment: one point at its own time, which no later reading changes. */
export const eventEntity: Entity = {
  computer: "host",
  fields: [
    field("time", "time"),
    word("action", actions),
    { name: "login_successful", cell: eventCells.login_successful, kind: "boolean" },
    field("session", "text"),
    field("username", "text"),
    field("domain", "text"),
    field("uid", "text"),
    word("login_type", loginTypes),
    word("kind", sessionKinds),
    field("line", "text"),
    { ...field("src_host", "text"), long: true },
    field("src_ip", "address"),
    field("pid", "integer"),
    field("service", "text"),
    field("count", "integer"),
    field("login_time", "time"),
    field("duration_s", "integer"),
    word("ended_by", endings),
    word("paired_by", pairings),
    field("old_time", "time"),
    field("kernel", "text"),
    field("sources", "text"),
    field("offset", "integer"),
    { name: "ordinal", cell: eventCells.ordinal, kind: "integer", lineProtocolOnly: true },
  ],
  measurement: "logon_event",
  timestamp: "time",
  tags: [
    { key: "action", field: "action" },
    { key: "domain", field: "domain" },
    { key: "kind", field: "kind" },
    { key: "line", field: "line" },
    { key: "ordinal", field: "ordinal", onlyPositive: true },
    { key: "username", field: "username" },
  ],
  lineFields: [
    "login_successful",
    "session",
    "uid",
    "login_type",
    "src_host",
    "src_ip",
    "pid",
    "service",
    "count",
    "login_time",
    "duration_s",
    "ended_by",
    "paired_by",
    "old_time",
    "kernel",
    "sources",
  ].map((name) => ({ key: name, field: name })),
  table: [
    { title: "TIME (UTC)", field: "time", width: 19, rank: 0 },
    { title: "ACTION", field: "action", width: 12, rank: 0 },
    { title: "OK", field: "login_successful", width: 5, rank: 3 },
    { title: "USER", field: "username", width: 12, rank: 0 },
    { title: "LINE", field: "line", width: 8, rank: 1 },
    { title: "KIND", field: "kind", width: 11, rank: 6 },
    { title: "ENDED BY", field: "ended_by", width: 10, rank: 2 },
    { title: "COUNT", field: "count", width: 5, align: "right", rank: 4 },
    { title: "ADDRESS", field: "src_ip", width: 15, rank: 5 },
    { title: "HOST", field: "src_host", width: 20, rank: 0 },
  ],
};
