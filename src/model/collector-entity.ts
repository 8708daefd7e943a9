import { collectorCells } from "./collector.ts";
import type { Entity } from "./entity.ts";
import { fieldMaker } from "./field-maker.ts";

const { field } = fieldMaker(collectorCells);

/** Numbers of delivery: what only the daemon knows, which writes nothing but line protocol. */
const counts = [
  "delivered",
  "quarantined",
  "outside_retention",
  "dropped",
  "spool_bytes",
  "spool_lines",
  "lag_us",
] as const;

/** Line fields of a server, which no source has. */
export const deliveryFields: readonly string[] = [...counts, "last_success"];

/** The health of a source, or of a server: one point for each and snapshot, so that "nobody" and "could not look" differ. */
export const collectorEntity: Entity = {
  computer: "host",
  fields: [
    field("time", "time"),
    field("source", "text"),
    field("up", "integer"),
    field("status", "text"),
    field("path", "text"),
    field("layout", "text"),
    field("records", "integer"),
    field("skipped", "integer"),
    field("stale", "integer"),
    field("sessions", "integer"),
    field("duration_us", "integer"),
    field("problem", "text"),
    field("cure", "text"),
    ...counts.map((name) => ({ ...field(name, "integer"), lineProtocolOnly: true as const })),
    { ...field("last_success", "time"), lineProtocolOnly: true },
  ],
  measurement: "logon_collector",
  timestamp: "time",
  tags: [{ key: "source", field: "source" }],
  lineFields: [
    "up",
    "status",
    "path",
    "layout",
    "records",
    "skipped",
    "stale",
    "sessions",
    "duration_us",
    ...deliveryFields,
    "problem",
  ].map((name) => ({ key: name, field: name })),
  table: [
    { title: "SOURCE", field: "source", width: 8, rank: 0 },
    { title: "STATUS", field: "status", width: 11, rank: 0 },
    { title: "SESSIONS", field: "sessions", width: 8, align: "right", rank: 0 },
    { title: "RECORDS", field: "records", width: 7, align: "right", rank: 1 },
    { title: "SKIPPED", field: "skipped", width: 7, align: "right", rank: 2 },
    { title: "STALE", field: "stale", width: 5, align: "right", rank: 2 },
    { title: "LAYOUT", field: "layout", width: 14, rank: 3 },
    { title: "PATH", field: "path", width: 24, rank: 1 },
    { title: "PROBLEM", field: "problem", width: 20, rank: 0 },
  ],
};
