//  Why an own reader and not a library. The natural choice, node-sqlite3-wasm 0.8 (SQLite compiled to WebAssembly), was
//  tried first. It locks by making a directory `FILE.lock` beside the database, also for reading, and has no immutable
//  mode: evidence would be touched, and an unwritable directory could not be read. It cannot open a write-ahead log
//  without becoming the writer. So every read would be of a copy in /tmp, removed in all ways a process can end. It
//  costs 26 to 35 MiB and 40 to 50 ms, as much as Node's own start, and one damaged page ends a query, where an
//  analyst wants all other rows. What whoflux needs is one full scan of one table, in a format frozen since 2004 (the
//  log since 2010): these files. They hold 4 MiB of pages and some 20 bytes a row, open read-only and write nothing.

import type { RecordCells } from "../../model/record.ts";
import type { Report } from "../../model/report.ts";
import { visible } from "../../model/visible.ts";
import { Damage } from "./damage.ts";
import { notStill } from "./database-errors.ts";
import type { DatabaseInput } from "./page-store.ts";
import { openReading, type Reading, rowAt } from "./reading.ts";

/** Who is told what a database does not give. */
export type DatabaseReport = Pick<Report, "skip" | "notice">;

/** Rows delivered between two looks at whether a large database was written. */
const ROWS_BETWEEN_CHECKS = 4096;

/**
 * Reads the records of a wtmpdb or lastlog2 database, told by its table, in the order of their time.
 *
 * Opened read-only and never changed; nothing is created beside it. What a `-wal` has committed and what a hot
 * `-journal` undoes is honoured. Damaged pages and rows go to `report` and cost nothing else; so does a value that
 * cannot be, without which its row is delivered. A database that is being written is read again until it stood still.
 *
 * Throws WhofluxError: E_FORMAT for what is no login database, E_SOURCE for what cannot be opened or does not stand
 * still. Memory: 4 MiB and 18 bytes a row, 30 when rows were not stored in order.
 */
export function* readDatabase(input: DatabaseInput, report: DatabaseReport): Generator<RecordCells> {
  const reading = openReading(input);
  try {
    for (const { kind, offsets } of reading.store.overlays) {
      report.notice(`${input.path}: honoured its ${kind} (${offsets.size} pages), without writing to either file`);
    }
    for (const loss of reading.losses) report.skip({ path: input.path, ...loss });
    yield* deliver(reading, input.path, report);
  } finally {
    reading.store.close();
  }
}

function* deliver(reading: Reading, path: string, report: DatabaseReport): Generator<RecordCells> {
  const { store, kind, table, rows } = reading;
  let delivered = 0;
  for (const row of rows.order(tieBreaker(reading))) {
    if (!store.holdsAll && delivered % ROWS_BETWEEN_CHECKS === 0 && !store.unchanged()) throw notStill(path);
    delivered += 1;
    try {
      const { rowid, value } = rowAt(reading, row);
      yield kind.cells({ rowid, value }, (reason) =>
        report.skip({ path, where: `row ${rowid}`, lost: "value", reason }),
      );
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      report.skip({ path, where: `page ${rows.page(row)} of table ${visible(table.name)}`, reason: error.message });
    }
  }
  if (!store.holdsAll && !store.unchanged()) throw notStill(path);
}

/** Compares rows of one moment where row numbers mean nothing. */
function tieBreaker(reading: Reading): ((a: number, b: number) => number) | undefined {
  const column = reading.kind.thenBy;
  if (column === undefined) return undefined;
  const text = (row: number): Uint8Array => {
    try {
      const value = rowAt(reading, row).value(column);
      return value instanceof Uint8Array ? value : Buffer.from(String(value));
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      return new Uint8Array();
    }
  };
  return (a, b) => Buffer.compare(Buffer.from(text(a)), text(b));
}
