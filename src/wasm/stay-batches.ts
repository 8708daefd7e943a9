import type { Entity } from "../model/entity.ts";
import type { Core } from "./core.ts";
import { type CellValue, RowWriter } from "./row-writer.ts";

type Cells = Readonly<Record<string, CellValue>>;

/** Writes objects as rows of STAYS, as many as fit at a time, and hands each batch on by its number of rows. */
export function inBatches(
  core: Core,
  { fields }: Entity,
  objects: Iterable<Cells>,
  take: (rows: number) => void,
): void {
  const writer = new RowWriter(core, fields, "STAYS");
  let waiting: Cells[] = [];
  const write = (): void => {
    writer.clear(waiting.length);
    const tooMuch = waiting.findIndex((object, row) => !writer.write(row, object));
    const rows = tooMuch < 0 ? waiting.length : tooMuch;
    if (rows === 0) throw new RangeError("the texts of one row are more than fits");
    take(rows);
    waiting = waiting.slice(rows);
  };
  for (const object of objects) {
    waiting.push(object);
    if (waiting.length === core.regions.MAX_ROWS) write();
  }
  while (waiting.length > 0) write();
}
