import type { RecordCells } from "../../model/record.ts";
import type { SkipReport } from "../../model/report.ts";
import { visible } from "../../model/visible.ts";
import { Damage, type Loss } from "./damage.ts";
import type { DatabaseInput, PageStore } from "./page-store.ts";
import type { DatabaseReport } from "./read-database.ts";
import { chooseTable, rowIn, whenStill } from "./reading.ts";
import { readTables } from "./schema.ts";
import { walkTable } from "./table-tree.ts";

/**
 * The last rows of a login database by their row numbers, the very last first, down to the one after which no more are
 * wanted: the newest logins of a large database cost no look at the rest. Reports and errors are those of `readDatabase`.
 */
export function readLastRows(
  input: DatabaseInput,
  report: DatabaseReport,
  isEnough: (row: RecordCells) => boolean,
): RecordCells[] {
  const { store, rows, skips } = whenStill(input, (store) => ({ store, ...lastRows(store, input.path, isEnough) }));
  store.close();
  for (const skip of skips) report.skip(skip);
  return rows;
}

interface LastRows {
  readonly rows: RecordCells[];
  readonly skips: readonly SkipReport[];
}

function lastRows(store: PageStore, path: string, isEnough: (row: RecordCells) => boolean): LastRows {
  const rows: RecordCells[] = [];
  const skips: (SkipReport & Loss)[] = [];
  const damagedIn = (table: string) => (page: number, reason: string) => {
    skips.push({ path, where: `page ${page} of ${table}`, reason });
  };
  const { kind, table } = chooseTable(readTables(store, damagedIn("the schema")), skips, path);
  const damaged = damagedIn(`table ${visible(table.name)}`);
  const row = (page: number, cell: number): "stop" | undefined => {
    try {
      const found = rowIn(store, table, page, cell);
      const doubt = (reason: string): void => {
        skips.push({ path, where: `row ${found.rowid}`, lost: "value", reason });
      };
      const cells = kind.cells(found, doubt);
      rows.push(cells);
      return isEnough(cells) ? "stop" : undefined;
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      damaged(page, error.message);
      return undefined;
    }
  };
  walkTable(store, table.root, { row, damaged }, "last to first");
  return { rows, skips };
}
