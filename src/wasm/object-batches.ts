import { type RecordCells, type RecordField, recordCells } from "../model/record.ts";
import type { Batches } from "./batches.ts";
import type { Core } from "./core.ts";

const textFields: ReadonlySet<RecordField> = new Set(["line", "id", "user", "host", "layout", "service"]);

/** Longest text of a row; a longer one (nothing a login record could mean) is cut there. */
export const MAX_TEXT = 16 * 1024;

/** Fills rows from plain objects: databases and text, where each record exists as one anyway. */
export class ObjectBatches implements Batches {
  readonly #core: Core;
  readonly #records: Iterator<RecordCells> | AsyncIterator<RecordCells>;
  readonly #release: () => void;
  #waiting: RecordCells | undefined;
  #textEnd = 0;

  constructor(core: Core, records: Iterable<RecordCells> | AsyncIterable<RecordCells>, release: () => void) {
    this.#core = core;
    this.#records = Symbol.iterator in records ? records[Symbol.iterator]() : records[Symbol.asyncIterator]();
    this.#release = release;
  }

  async next(): Promise<number> {
    const { MAX_ROWS, TEXT } = this.#core.regions;
    this.#core.clearRows(MAX_ROWS);
    this.#textEnd = TEXT;
    let rows = 0;
    while (rows < MAX_ROWS) {
      const record = this.#waiting ?? (await this.#pull());
      if (record === undefined) break;
      this.#waiting = record;
      if (!this.#write(rows, record)) break;
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

  /** Writes one row; false when TEXT has no room left for it. */
  #write(row: number, record: RecordCells): boolean {
    const { TEXT, TEXT_BYTES, ROW_BYTES } = this.#core.regions;
    const first = (row * ROW_BYTES) / 8;
    for (const name of Object.keys(record) as RecordField[]) {
      const value = record[name];
      if (value === undefined) continue;
      const cell = first + recordCells[name];
      if (typeof value === "bigint" || typeof value === "number") {
        this.#core.cells[cell] = BigInt(value);
        continue;
      }
      const bytes = typeof value === "string" ? Buffer.from(value) : value;
      const length = Math.min(bytes.length, textFields.has(name) ? MAX_TEXT : 16);
      if (this.#textEnd + length + 1 > TEXT + TEXT_BYTES) return false;
      this.#core.bytes.set(bytes.subarray(0, length), this.#textEnd);
      this.#core.cells[cell] = (BigInt(length) << 32n) | BigInt(this.#textEnd);
      this.#textEnd += length + 1;
    }
    return true;
  }
}
