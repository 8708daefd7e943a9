import { columnsOf } from "./create-table.ts";
import { Damage } from "./damage.ts";
import type { PageStore } from "./page-store.ts";
import { readRow, type Value } from "./row-format.ts";
import { readRawRow, walkTable } from "./table-tree.ts";

/** A table as the schema tells it. */
export interface Table {
  readonly name: string;
  /** First page of its b-tree. */
  readonly root: number;
  /** Column name in lower case to its place in a row. */
  readonly columns: ReadonlyMap<string, number>;
}

/** A database has one or two login tables; more is somebody else's, and no reason to hold them all. */
const TABLE_LIMIT = 1000;

/** Reads the ordinary tables of a database, in their stored order; pages it cannot read go to `damaged`. */
export function readTables(store: PageStore, damaged: (page: number, reason: string) => void): Table[] {
  const tables: Table[] = [];
  const row = (page: number, cell: number): "stop" | undefined => {
    if (tables.length >= TABLE_LIMIT) return "stop";
    try {
      const table = tableOf(readRow(readRawRow(store, page, cell).payload, store.header.encoding));
      if (table !== undefined) tables.push(table);
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      damaged(page, error.message);
    }
    return undefined;
  };
  walkTable(store, 1, { row, damaged });
  return tables;
}

/** Schema rows are type, name, tbl_name, rootpage, sql; only ordinary tables have a root page of their own. */
function tableOf([type, name, , root, sql]: readonly Value[]): Table | undefined {
  if (textOf(type) !== "table" || typeof root !== "bigint" || root < 1n) return undefined;
  const columns = columnsOf(textOf(sql));
  return { name: textOf(name), root: Number(root), columns: new Map(columns.map((column, index) => [column, index])) };
}

function textOf(value: Value | undefined): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString() : "";
}
