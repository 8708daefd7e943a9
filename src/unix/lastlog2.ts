import { type LoginTable, type Row, textCells, timeCell } from "./sqlite/login-table.ts";

/**
 * The last login of each account (lastlog2, pam_lastlog2): one row per name, `Time` in seconds, 0 = never logged in
 * and so without a time. Rows come by time, then by name.
 */
export const lastlog2: LoginTable = {
  table: "lastlog2",
  orderedBy: "time",
  thenBy: "name",
  cells: (row, doubt) => ({
    ...(isNever(row) ? {} : timeCell("time", row, "time", 1_000_000n, doubt)),
    ...textCells(row, { user: "name", line: "tty", host: "remotehost", service: "service" }),
    layout: "lastlog2",
  }),
};

function isNever(row: Row): boolean {
  return row.value("time") === 0n;
}
