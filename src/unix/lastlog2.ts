import { type CellsInMaking, type LoginTable, setText, setTime } from "./sqlite/login-table.ts";

/**
 * The last login of each account (lastlog2, pam_lastlog2): one row per name, `Time` in seconds, 0 = never logged in
 * and so without a time. Rows come by time, then by name.
 */
export const lastlog2: LoginTable = {
  table: "lastlog2",
  orderedBy: "time",
  thenBy: "name",
  cells: (row, doubt) => {
    const cells: CellsInMaking = { layout: "lastlog2" };
    const time = row.value("time");
    if (time !== 0n) setTime(cells, "time", time, 1_000_000n, doubt);
    setText(cells, "user", row.value("name"));
    setText(cells, "line", row.value("tty"));
    setText(cells, "host", row.value("remotehost"));
    setText(cells, "service", row.value("service"));
    return cells;
  },
};
