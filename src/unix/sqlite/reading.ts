import { WhofluxError } from "../../model/error.ts";
import { visible } from "../../model/visible.ts";
import { lastlog2 } from "../lastlog2.ts";
import { wtmpdb } from "../wtmpdb.ts";
import { Damage, type Loss } from "./damage.ts";
import { notOpened, notStill, tooManyRows } from "./database-errors.ts";
import type { LoginTable, Row } from "./login-table.ts";
import { type DatabaseInput, openPageStore, type PageStore } from "./page-store.ts";
import { readColumn, readRow } from "./row-format.ts";
import { ROW_COUNT_LIMIT, RowIndex } from "./row-index.ts";
import { readTables, type Table } from "./schema.ts";
import { readRawRow, walkTable } from "./table-tree.ts";

const loginTables: readonly LoginTable[] = [wtmpdb, lastlog2];

/** Times a database is read again because it was written meanwhile, and ms between them. */
const ATTEMPTS = 6;
const PAUSE = 50;

/** A database whose rows are known and stood still while they were found. */
export interface Reading {
  readonly store: PageStore;
  readonly kind: LoginTable;
  readonly table: Table;
  readonly rows: RowIndex;
  readonly losses: readonly Loss[];
}

/** Opens and indexes the database, again while somebody writes to it. */
export function openReading(input: DatabaseInput): Reading {
  return whenStill(input, (store) => indexRows(store, input.path));
}

/** What `read` finds in the opened pages, read again while somebody writes to them. They stay open for who comes after. */
export function whenStill<Found>(input: DatabaseInput, read: (store: PageStore) => Found): Found {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (attempt > 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    const store = openStore(input);
    try {
      const found = read(store);
      if (store.unchanged()) return found;
    } catch (error) {
      // What a torn read shows is no reason to call a database damaged.
      if (store.unchanged() || attempt === ATTEMPTS) {
        store.close();
        throw error;
      }
    }
    store.close();
  }
  throw notStill(input.path);
}

/** The opened pages. What the header says never changes while a database lives, so its damage needs no second look. */
function openStore(input: DatabaseInput): PageStore {
  try {
    return openPageStore(input);
  } catch (error) {
    if (!(error instanceof Damage)) throw notOpened(input.path, error as NodeJS.ErrnoException);
    throw new WhofluxError("E_FORMAT", error.message, { path: input.path, cause: error });
  }
}

function indexRows(store: PageStore, path: string): Reading {
  const losses: Loss[] = [];
  const damagedIn = (table: string) => (page: number, reason: string) => {
    losses.push({ where: `page ${page} of ${table}`, reason });
  };
  const tables = readTables(store, damagedIn("the schema"));
  const { kind, table } = chooseTable(tables, losses, path);
  const rows = new RowIndex();
  const reading: Reading = { store, kind, table, rows, losses };
  walkTable(store, table.root, {
    row: (page, cell) => {
      if (rows.length === ROW_COUNT_LIMIT) throw tooManyRows(path);
      rows.add(page, cell, orderOf(reading, page, cell));
      return undefined;
    },
    damaged: damagedIn(`table ${visible(table.name)}`),
  });
  return reading;
}

/** The first table that is one of logins. Throws E_FORMAT. */
export function chooseTable(
  tables: readonly Table[],
  losses: readonly Loss[],
  path: string,
): { kind: LoginTable; table: Table } {
  for (const kind of loginTables) {
    const table = tables.find(({ name, columns }) => name.toLowerCase() === kind.table && columns.has(kind.orderedBy));
    if (table !== undefined) return { kind, table };
  }
  const names = tables
    .slice(0, 20)
    .map(({ name, columns }) => `${name} (${[...columns.keys()].slice(0, 20).join(", ")})`);
  const none = losses.length === 0 ? "no table" : `none that can be read: ${losses[0]?.where}: ${losses[0]?.reason}`;
  throw new WhofluxError("E_FORMAT", "an SQLite database without login records", {
    path,
    expected: "a table wtmp with a column Login, or Lastlog2 with Time",
    found: names.join(", ") || none,
  });
}

/** Time of a row, as far as it orders: a row without one comes first, as NULL does in SQL. */
function orderOf(reading: Reading, page: number, cell: number): bigint {
  const first = -(2n ** 63n);
  try {
    const { payload } = readRawRow(reading.store, page, cell);
    const column = reading.table.columns.get(reading.kind.orderedBy) ?? -1;
    const time = readColumn(payload, column, reading.store.header.encoding);
    return typeof time === "bigint" ? time : first;
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    return first;
  }
}

/** Reads a row of the index. Throws Damage. */
export function rowAt({ store, table, rows }: Reading, row: number): Row {
  return rowIn(store, table, rows.page(row), rows.cell(row));
}

/** Reads a row at its place. Throws Damage. */
export function rowIn(store: PageStore, table: Table, page: number, cell: number): Row {
  const { rowid, payload } = readRawRow(store, page, cell);
  // The page may be gone when the row is looked at, so the row is a copy.
  const values = readRow(payload.slice(), store.header.encoding);
  return { rowid, value: (column) => values[table.columns.get(column) ?? -1] ?? null };
}
