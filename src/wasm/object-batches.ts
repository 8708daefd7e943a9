import type { RecordCells } from "../model/record.ts";
import { recordEntity } from "../model/record-entity.ts";
import type { Batches } from "./batches.ts";
import type { Core } from "./core.ts";
import { RowWriter } from "./row-writer.ts";

/** Fills rows from plain objects: databases and text, where each record exists as one anyway. */
export class ObjectBatches implements Batches {
  readonly #maxRows: number;
  readonly #writer: RowWriter;
  readonly #records: Iterator<RecordCells> | AsyncIterator<RecordCells>;
  readonly #release: () => void;
  #waiting: RecordCells | undefined;

  constructor(core: Core, records: Iterable<RecordCells> | AsyncIterable<RecordCells>, release: () => void) {
    this.#maxRows = core.regions.MAX_ROWS;
    this.#writer = new RowWriter(core, recordEntity.fields, "ROWS");
    this.#records = Symbol.iterator in records ? records[Symbol.iterator]() : records[Symbol.asyncIterator]();
    this.#release = release;
  }

  async next(): Promise<number> {
    this.#writer.clear();
    let rows = 0;
    while (rows < this.#maxRows) {
      const record = this.#waiting ?? (await this.#pull());
      if (record === undefined) break;
      this.#waiting = record;
      if (!this.#writer.write(rows, record)) break;
      this.#waiting = undefined;
      rows += 1;
    }
    return rows;
  }

  close(): void {
    void this.#records.return?.();
    this.#release();
  }

  async #pull(): Promise<RecordCells | undefined> {
    const step = await this.#records.next();
    return step.done === true ? undefined : step.value;
  }
}
