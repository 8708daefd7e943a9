import { recordCells } from "../../src/model/record.ts";
import type { SelectCore } from "./core.ts";

/** The cells that selection and ordinals look at; missing means absent. */
export interface TestRow {
  readonly time?: bigint | undefined;
  readonly type?: bigint | undefined;
  readonly user?: Uint8Array | undefined;
  readonly line?: Uint8Array | undefined;
  readonly host?: Uint8Array | undefined;
  readonly addr?: Uint8Array | undefined;
}

const ABSENT = -(2n ** 63n);
const CELLS = 21;

/** Fills ROWS and TEXT; the offset cell of each row is its index, so that it can be told apart later. */
export function writeRows(core: SelectCore, rows: readonly TestRow[]): void {
  const view = new DataView(core.memory.buffer);
  const bytes = new Uint8Array(core.memory.buffer);
  let free = core.TEXT;
  for (const [index, row] of rows.entries()) {
    const at = core.ROWS + index * core.ROW_BYTES;
    // Cells that no test sets hold something too: a row moved as a whole keeps it.
    for (let cell = 0; cell < CELLS; cell++) view.setBigInt64(at + cell * 8, BigInt(index * 100 + cell), true);
    view.setBigInt64(at + recordCells.time * 8, row.time ?? ABSENT, true);
    view.setBigInt64(at + recordCells.type * 8, row.type ?? ABSENT, true);
    view.setBigInt64(at + recordCells.offset * 8, BigInt(index), true);
    for (const field of ["user", "line", "host", "addr"] as const) {
      const text = row[field];
      view.setBigInt64(at + recordCells[field] * 8, 0n, true);
      if (text === undefined) continue;
      if (free + text.length + 16 > core.TEXT + core.TEXT_BYTES)
        throw new Error("the test's texts do not fit into TEXT");
      bytes.set(text, free);
      view.setUint32(at + recordCells[field] * 8, free, true);
      view.setUint32(at + recordCells[field] * 8 + 4, text.length, true);
      // A neighbour of other bytes: what compares too much goes wrong.
      bytes.fill(0xa9, free + text.length, free + text.length + 16);
      free += text.length + 1;
    }
  }
}

/** The indexes of the rows that a compiled selection keeps, in the order it leaves them. */
export function selectRows(core: SelectCore, filter: Uint8Array, rows: readonly TestRow[]): number[] {
  writeRows(core, rows);
  new Uint8Array(core.memory.buffer).set(filter, core.FILTER);
  const kept = core.select(rows.length);
  return Array.from({ length: kept }, (_, index) => Number(readCell(core, index, recordCells.offset)));
}

/** One cell of one row, as a signed integer. */
export function readCell(core: SelectCore, row: number, cell: number): bigint {
  return new DataView(core.memory.buffer).getBigInt64(core.ROWS + row * core.ROW_BYTES + cell * 8, true);
}
