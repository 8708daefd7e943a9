import { type RecordCells, type RecordType, recordTypes } from "../model/record.ts";
import { kindOf, type LoginTable, type Row, textCells, timeCell } from "./sqlite/login-table.ts";

/** wtmpdb's own numbers. */
const types: Readonly<Record<string, RecordType>> = {
  0: "EMPTY",
  1: "BOOT_TIME",
  2: "RUN_LVL",
  3: "USER_PROCESS",
};

/**
 * The login history of wtmpdb: one row per stay, `Login` and `Logout` in µs. `Logout` NULL is a stay that is open, or
 * whose end was lost; a boot's `Logout` is the shutdown. Rows come by login, then by ID.
 */
export const wtmpdb: LoginTable = {
  table: "wtmp",
  orderedBy: "login",
  cells: (row, doubt) => ({
    ...timeCell("time", row, "login", 1n, doubt),
    ...typeCells(row, doubt),
    ...textCells(row, { user: "user", line: "tty", host: "remotehost", service: "service" }),
    ...timeCell("logout_time", row, "logout", 1n, doubt),
    id: String(row.rowid),
    layout: "wtmpdb",
  }),
};

function typeCells(row: Row, doubt: (reason: string) => void): RecordCells {
  const value = row.value("type");
  const type = types[String(value)];
  if (typeof value === "bigint" && type !== undefined) return { type: recordTypes.indexOf(type), type_code: value };
  doubt(`delivered without type: type is ${kindOf(value)}, expected 0 to 3`);
  return typeof value === "bigint" ? { type_code: value } : {};
}
