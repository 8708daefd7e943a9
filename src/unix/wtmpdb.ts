import { type RecordType, recordTypes } from "../model/record.ts";
import { type CellsInMaking, kindOf, type LoginTable, setText, setTime } from "./sqlite/login-table.ts";
import type { Value } from "./sqlite/row-format.ts";

/** wtmpdb's own numbers. */
const types: readonly RecordType[] = ["EMPTY", "BOOT_TIME", "RUN_LVL", "USER_PROCESS"];

/**
 * The login history of wtmpdb: one row per stay, `Login` and `Logout` in µs. `Logout` NULL is a stay that is open, or
 * whose end was lost; a boot's `Logout` is the shutdown. Rows come by login, then by ID.
 */
export const wtmpdb: LoginTable = {
  table: "wtmp",
  orderedBy: "login",
  cells: (row, doubt) => {
    const cells: CellsInMaking = { id: String(row.rowid), layout: "wtmpdb" };
    setType(cells, row.value("type"), doubt);
    setTime(cells, "time", row.value("login"), 1n, doubt);
    setTime(cells, "logout_time", row.value("logout"), 1n, doubt);
    setText(cells, "user", row.value("user"));
    setText(cells, "line", row.value("tty"));
    setText(cells, "host", row.value("remotehost"));
    setText(cells, "service", row.value("service"));
    return cells;
  },
};

function setType(cells: CellsInMaking, value: Value, doubt: (reason: string) => void): void {
  const type = typeof value === "bigint" ? types[Number(value)] : undefined;
  if (typeof value === "bigint") cells.type_code = value;
  if (type !== undefined) cells.type = recordTypes.indexOf(type);
  else doubt(`type: it is ${kindOf(value)}, expected 0 to 3`);
}
