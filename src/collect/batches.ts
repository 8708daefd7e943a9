import type { Entity } from "../model/entity.ts";
import type { Core } from "../wasm/core.ts";
import { type CellValue, RowWriter } from "../wasm/row-writer.ts";

type Cells = Readonly<Record<string, CellValue>>;

/** Writes objects as rows of STAYS, as many as fit at a time, and hands each batch on by its number of rows. */
export function inBatches(
  core: Core,
  { fields }: Entity,
  objects: readonly Cells[],
  take: (rows: number) => void,
): void {
  const writer = new RowWriter(core, fields, "STAYS");
  for (let done = 0; done < objects.length; ) {
    const batch = objects.slice(done, done + core.regions.MAX_ROWS);
    writer.clear(batch.length);
    const tooMuch = batch.findIndex((object, row) => !writer.write(row, object));
    const rows = tooMuch < 0 ? batch.length : tooMuch;
    if (rows === 0) throw new RangeError("the texts of one row are more than fits");
    take(rows);
    done += rows;
  }
}
