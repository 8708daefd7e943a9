import type { Entity } from "../model/entity.ts";
import type { Core } from "../wasm/core.ts";
import { type CellValue, RowWriter } from "../wasm/row-writer.ts";

type Cells = Readonly<Record<string, CellValue>>;

/** Writes objects as rows of STAYS, as many as fit at a time, and hands each batch on by its number of rows. */
export function inBatches(
  core: Core,
  { fields }: Entity,
  objects: Iterable<Cells>,
  take: (rows: number) => void,
): void {
  const writer = new RowWriter(core, fields, "STAYS");
  writer.clear();
  let rows = 0;
  for (const object of objects) {
    if (rows === core.regions.MAX_ROWS || !writer.write(rows, object)) {
      take(rows);
      writer.clear();
      rows = 0;
      writer.write(rows, object);
    }
    rows += 1;
  }
  if (rows > 0) take(rows);
}
