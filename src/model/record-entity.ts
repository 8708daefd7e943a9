import type { Entity, Field } from "./entity.ts";
import { type RecordField, recordCells, recordTypes } from "./record.ts";

function field(name: RecordField, kind: Exclude<Field["kind"], "name" | "boolean">): Field {
  return { name, cell: recordCells[name], kind };
}

/** The record as every format sees it. Keys are no InfluxQL keywords, so no query has to quote them. */
export const recordEntity: Entity = {
  computer: "computer",
  fields: [
    field("time", "time"),
    { name: "type", cell: recordCells.type, kind: "name", names: recordTypes },
    field("type_code", "integer"),
    field("pid", "integer"),
    field("line", "text"),
    field("id", "text"),
    field("user", "text"),
    { ...field("host", "text"), long: true },
    field("addr", "address"),
    field("session", "integer"),
    field("exit_termination", "integer"),
    field("exit_status", "integer"),
    field("uid", "integer"),
    field("count", "integer"),
    field("max", "integer"),
    field("locktime", "integer"),
    field("logout_time", "time"),
    field("service", "text"),
    field("offset", "integer"),
    field("layout", "text"),
    { name: "ordinal", cell: recordCells.ordinal, kind: "integer", lineProtocolOnly: true },
  ],
  measurement: "logon_record",
  timestamp: "time",
  isVerbatim: true,
  tags: [
    { key: "line", field: "line" },
    { key: "ordinal", field: "ordinal", onlyPositive: true },
    { key: "type", field: "type" },
    { key: "username", field: "user" },
  ],
  lineFields: [
    { key: "src_host", field: "host" },
    { key: "src_ip", field: "addr" },
    { key: "id", field: "id", insteadOf: ["pid"] },
    { key: "pid", field: "pid" },
    { key: "session", field: "session", onlyPositive: true },
    { key: "exit_termination", field: "exit_termination", onlyPositive: true },
    { key: "exit_status", field: "exit_status", onlyPositive: true },
    { key: "uid", field: "uid" },
    { key: "count", field: "count" },
    { key: "max", field: "max" },
    { key: "locktime", field: "locktime" },
    { key: "logout_time", field: "logout_time" },
    { key: "service", field: "service" },
    { key: "byte_offset", field: "offset", insteadOf: ["pid"] },
    { key: "layout", field: "layout", insteadOf: ["pid", "offset"] },
  ],
  table: [
    { title: "TIME (UTC)", field: "time", width: 19, rank: 0 },
    { title: "TYPE", field: "type", width: 13, rank: 0 },
    { title: "PID", field: "pid", width: 7, align: "right", rank: 3 },
    { title: "LINE", field: "line", width: 8, rank: 1 },
    { title: "ID", field: "id", width: 4, rank: 5 },
    { title: "UID", field: "uid", width: 5, align: "right", rank: 4 },
    { title: "USER", field: "user", width: 12, rank: 1 },
    { title: "ADDRESS", field: "addr", width: 15, rank: 2 },
    { title: "HOST", field: "host", width: 20, rank: 0 },
  ],
};
