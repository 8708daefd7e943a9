import type { Entity, TableColumn } from "./entity.ts";
import { type OverviewField, overviewCells } from "./overview.ts";

const numbers = (Object.keys(overviewCells) as OverviewField[]).filter((name) => name !== "time");

function count(title: string, field: OverviewField, rank: number): TableColumn {
  return { title, field, width: Math.max(title.length, 5), align: "right", rank };
}

/** The numbers of a snapshot: one point each time, nothing but integers. */
export const overviewEntity: Entity = {
  computer: "host",
  fields: [
    { name: "time", cell: overviewCells.time, kind: "time" },
    ...numbers.map((name) => ({ name, cell: overviewCells[name], kind: "integer" as const })),
  ],
  measurement: "logon_summary",
  timestamp: "time",
  tags: [],
  lineFields: numbers.map((name) => ({ key: name, field: name })),
  table: [
    { title: "TIME (UTC)", field: "time", width: 19, rank: 0 },
    count("SESSIONS", "n_users", 0),
    count("USERS", "n_unique_users", 0),
    count("LOCAL", "n_local", 1),
    count("INTERACTIVE", "n_interactive", 2),
    count("REMOTE", "n_remote", 1),
    count("RDP", "n_rdp", 3),
    count("CLOSING", "n_closing", 4),
    count("STALE", "n_stale", 4),
    count("SOURCES OK", "sources_ok", 3),
    count("FAILED", "sources_failed", 3),
    count("MISSING", "sources_missing", 5),
  ],
};
