import type { Field } from "../model/entity.ts";
import type { Core } from "./core.ts";

/** A cell as it was before it became a row: an integer or a time, raw bytes of a text or an address, a word. */
export type ReadValue = bigint | string | Uint8Array;

/** Reads rows of one entity as plain objects, the way back of RowWriter: raw bytes, of which nothing is escaped. */
export class RowReader {
  readonly #core: Core;
  readonly #fields: readonly Field[];
  readonly #base: number;
  readonly #cellsInRow: number;

  /** `region`: where the rows are. Only `fields` are read. */
  constructor(core: Core, fields: readonly Field[], region: "ROWS" | "STAYS") {
    this.#core = core;
    this.#fields = fields;
    this.#base = core.regions[region] / 8;
    this.#cellsInRow = core.regions.ROW_BYTES / 8;
  }

  /** Row `row` as an object of its own; what is absent is missing, and an empty text is empty. */
  read(row: number): Readonly<Record<string, ReadValue>> {
    const { memoryCells } = this.#core;
    const first = this.#base + row * this.#cellsInRow;
    const values: Record<string, ReadValue> = {};
    for (const { name, cell, kind, names } of this.#fields) {
      const value = memoryCells[first + cell] ?? ABSENT;
      if (kind === "text" || kind === "address") {
        if (value !== 0n) values[name] = this.#bytes(value);
      } else if (kind === "name") {
        const word = value === ABSENT ? undefined : names?.[Number(value)];
        if (word !== undefined) values[name] = word;
      } else if (value !== ABSENT) {
        values[name] = value;
      }
    }
    return values;
  }

  #bytes(span: bigint): Uint8Array {
    const start = Number(span & 0xffffffffn);
    return this.#core.bytes.slice(start, start + Number(span >> 32n));
  }
}

/** An integer or a time that is not known (`assembly/row.ts`). */
const ABSENT = -(2n ** 63n);
