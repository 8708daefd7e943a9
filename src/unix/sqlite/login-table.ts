import type { RecordCells } from "../../model/record.ts";
import type { Value } from "./row-format.ts";

/** One row, by the names of its columns. */
export interface Row {
  readonly rowid: bigint;
  /** The stored value, texts as bytes that stay; null also for a column that this table or this row does not have. */
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

/** A record while it is put together. */
export type CellsInMaking = { -readonly [F in keyof RecordCells]: RecordCells[F] };

/** Sets a text to its raw bytes; NULL is absent, an empty text is empty. A number stored in a text column is spelled. */
export function setText(cells: CellsInMaking, field: "user" | "line" | "host" | "service", value: Value): void {
  if (value !== null) cells[field] = value instanceof Uint8Array ? value : String(value);
}

/** The smallest 64-bit integer stands for an absent time in a row, so it is none itself. */
const TIME_LIMIT = 2n ** 63n - 1n;

/** Sets a time in units of `unit` µs; absent when NULL, and when it cannot be one, which `doubt` is told. */
export function setTime(
  cells: CellsInMaking,
  field: "time" | "logout_time",
  value: Value,
  unit: bigint,
  doubt: (reason: string) => void,
): void {
  if (value === null) return;
  const time = typeof value === "bigint" ? value * unit : undefined;
  if (time === undefined) doubt(`${field}: it is ${kindOf(value)}, expected an integer`);
  else if (time > TIME_LIMIT || time < -TIME_LIMIT) doubt(`${field}: ${value} is no time`);
  else cells[field] = time;
}

/** What a value is, for messages; what a text says stays out of them. */
export function kindOf(value: Value): string {
  if (value === null) return "NULL";
  if (value instanceof Uint8Array) return `a text of ${value.length} bytes`;
  return typeof value === "bigint" ? `the integer ${value}` : `the float ${value}`;
}
