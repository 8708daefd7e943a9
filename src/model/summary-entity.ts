import type { Entity, TableColumn } from "./entity.ts";
import { fieldMaker } from "./field-maker.ts";
import { type SummaryField, type SummaryPart, summaryCells, summaryParts } from "./summary.ts";

const { field, word } = fieldMaker(summaryCells);

/**
 * Logins counted by one thing. In line protocol all points of a summary stand at one time, that of the last login, and
 * are told apart by what they are counted by and their rank: what an attacker wrote is never a tag.
 */
export const summaryEntity: Entity = {
  computer: "host",
  fields: [
    word("by", summaryParts),
    field("rank", "integer"),
    { ...field("value", "text"), long: true },
    field("count", "integer"),
    field("succeeded", "integer"),
    field("failed", "integer"),
    field("first_seen", "time"),
    field("last_seen", "time"),
    field("off_by", "integer"),
    { ...field("time", "time"), lineProtocolOnly: true },
  ],
  measurement: "logon_count",
  timestamp: "time",
  tags: [
    { key: "counted_by", field: "by" },
    { key: "rank", field: "rank" },
  ],
  lineFields: [
    { key: "value", field: "value" },
    { key: "count", field: "count" },
    { key: "succeeded", field: "succeeded" },
    { key: "failed", field: "failed" },
    { key: "first_seen", field: "first_seen" },
    { key: "last_seen", field: "last_seen" },
    { key: "off_by", field: "off_by", onlyPositive: true },
  ],
  table: [
    { title: "RANK", field: "rank", width: 5, align: "right", rank: 0 },
    { title: "LOGINS", field: "count", width: 10, align: "right", rank: 0 },
    { title: "SUCCEEDED", field: "succeeded", width: 10, align: "right", rank: 0 },
    { title: "FAILED", field: "failed", width: 10, align: "right", rank: 1 },
    { title: "OFF BY", field: "off_by", width: 8, align: "right", rank: 1 },
    { title: "FIRST (UTC)", field: "first_seen", width: 19, rank: 3 },
    { title: "LAST (UTC)", field: "last_seen", width: 19, rank: 2 },
    { title: "VALUE", field: "value", width: 20, rank: 0 },
  ],
};

/** Columns that a part's own table has no use for. */
const idle: Readonly<Record<SummaryPart, readonly SummaryField[]>> = {
  total: ["rank", "value"],
  user: [],
  source: [],
  line: [],
  hour: ["first_seen", "last_seen"],
};

/**
 * The entity as the table of one part shows it: what logins are counted by is the title of the values. `bounds` shows by
 * how much counts may be too low.
 */
export function summaryTable(part: SummaryPart, counts: "exact" | "bounds"): Entity {
  const title = part === "hour" ? "HOUR (UTC)" : part.toUpperCase();
  const hidden: readonly string[] = counts === "exact" ? [...idle[part], "off_by"] : idle[part];
  const columns = summaryEntity.table.filter((column) => !hidden.includes(column.field));
  return {
    ...summaryEntity,
    table: columns.map((column): TableColumn => (column.field === "value" ? { ...column, title } : column)),
  };
}
