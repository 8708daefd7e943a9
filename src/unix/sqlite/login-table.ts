import type { RecordCells } from "../../model/record.ts";
import type { Value } from "./row-format.ts";

/** One row, by the names of its columns. */
export interface Row {
  readonly rowid: bigint;
  /** The stored value; null also for a column that this table or this row does not have. */
  value(column: string): Value;
}

/** A kind of login database: which table it is known by, and what its rows mean. */
export interface LoginTable {
  /** The table's name in lower case. */
  readonly table: string;
  /** The column of times that orders the rows, in lower case; without it the table is another program's. */
  readonly orderedBy: string;
  /** The column of texts that orders rows of one moment; else the row number does. */
  readonly thenBy?: string;
  /** The record that a row tells; says to `doubt` what cannot be. */
  cells(row: Row, doubt: (reason: string) => void): RecordCells;
}

/** Fields to take over as texts: record field to column. */
export type TextColumns = Readonly<Partial<Record<keyof RecordCells, string>>>;

/** The texts of a row as raw bytes; NULL is absent, an empty text is empty. A number stored in a text column is spelled. */
export function textCells(row: Row, columns: TextColumns): RecordCells {
  const cells: Partial<Record<keyof RecordCells, Uint8Array | string>> = {};
  for (const [field, column] of Object.entries(columns) as [keyof RecordCells, string][]) {
    const value = row.value(column);
    if (value !== null) cells[field] = value instanceof Uint8Array ? value.slice() : String(value);
  }
  return cells;
}

/** The smallest 64-bit integer stands for an absent time in a row, so it is none itself. */
const TIME_LIMIT = 2n ** 63n - 1n;

/** A time of `unit` µs as a cell; absent when NULL, and when it is no integer or too large, which `doubt` is told. */
export function timeCell<F extends "time" | "logout_time">(
  field: F,
  row: Row,
  column: string,
  unit: bigint,
  doubt: (reason: string) => void,
): { readonly [K in F]?: bigint } {
  const value = row.value(column);
  if (value === null) return {};
  if (typeof value !== "bigint") {
    doubt(`delivered without ${field}: ${column} is ${kindOf(value)}, expected an integer`);
    return {};
  }
  const time = value * unit;
  if (time > TIME_LIMIT || time < -TIME_LIMIT) {
    doubt(`delivered without ${field}: ${column} ${value} lies outside of all times`);
    return {};
  }
  return { [field]: time } as { readonly [K in F]?: bigint };
}

/** What a value is, for messages; what a text says stays out of them. */
export function kindOf(value: Value): string {
  if (value === null) return "NULL";
  if (value instanceof Uint8Array) return `a text of ${value.length} bytes`;
  return typeof value === "bigint" ? `the integer ${value}` : `the float ${value}`;
}
