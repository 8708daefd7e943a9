import type { Field } from "../model/entity.ts";
import type { Core } from "./core.ts";

/** What a cell of a plain object may be; a word of a field's vocabulary stands for its number. */
export type CellValue = bigint | number | string | Uint8Array | undefined;

/** Longest text of a row; a longer one (nothing a login could mean) is cut there. */
const MAX_TEXT = 16 * 1024;

const ADDRESS_BYTES = 16;

/** Fills rows of one entity from plain objects, their texts in TEXT. */
export class RowWriter {
  readonly #core: Core;
  readonly #fields: ReadonlyMap<string, Field>;
  readonly #base: number;
  #textEnd = 0;

  /** `region`: where the rows are. */
  constructor(core: Core, fields: readonly Field[], region: "ROWS" | "STAYS") {
    this.#core = core;
    this.#fields = new Map(fields.map((field) => [field.name, field]));
    this.#base = core.regions[region] / 8;
  }

  /** Makes the first `rows` rows absent, all unless told otherwise, and TEXT free: the rows written before are gone. */
  clear(rows = this.#core.regions.MAX_ROWS): void {
    const { ROW_BYTES, TEXT } = this.#core.regions;
    this.#textEnd = TEXT;
    const first = this.#core.memoryCells.subarray(this.#base, this.#base + ROW_BYTES / 8);
    first.fill(ABSENT);
    for (const { cell, kind } of this.#fields.values()) if (kind === "text" || kind === "address") first[cell] = 0n;
    const start = this.#base * 8;
    for (let row = 1; row < rows; row++) this.#core.bytes.copyWithin(start + row * ROW_BYTES, start, start + ROW_BYTES);
  }

  /**
   * Writes row `row`, which clear() made absent; false when TEXT has no room left for it. Unknown fields are
   * ignored. Throws a TypeError for a value that its cell cannot hold.
   */
  write(row: number, values: Readonly<Record<string, CellValue>>): boolean {
    const first = this.#base + (row * this.#core.regions.ROW_BYTES) / 8;
    for (const name in values) {
      const value = values[name];
      const field = this.#fields.get(name);
      if (value === undefined || field === undefined) continue;
      const cell = this.#cell(field, value);
      if (cell === undefined) return false;
      this.#core.memoryCells[first + field.cell] = cell;
    }
    return true;
  }

  #cell({ name, kind, names }: Field, value: NonNullable<CellValue>): bigint | undefined {
    if (kind === "text") return this.#text(bytesOf(value).subarray(0, MAX_TEXT));
    if (kind === "address") {
      if (value instanceof Uint8Array) return this.#text(value.subarray(0, ADDRESS_BYTES));
    } else if (typeof value === "bigint") return value;
    else if (typeof value === "number") return BigInt(value);
    else if (kind === "name" && typeof value === "string") return BigInt((names ?? []).indexOf(value));
    // It would be taken for another number, or for a place in memory.
    throw new TypeError(`${name}: a value of another kind than its cell, ${kind}`);
  }

  #text(bytes: Uint8Array): bigint | undefined {
    const { TEXT, TEXT_BYTES } = this.#core.regions;
    if (this.#textEnd + bytes.length + 1 > TEXT + TEXT_BYTES) return undefined;
    const at = this.#textEnd;
    this.#core.bytes.set(bytes, at);
    this.#textEnd += bytes.length + 1;
    return (BigInt(bytes.length) << 32n) | BigInt(at);
  }
}

/** The text of a value: of a number, its digits. */
function bytesOf(value: NonNullable<CellValue>): Uint8Array {
  return value instanceof Uint8Array ? value : Buffer.from(String(value));
}

/** An integer or a time that is not known (`assembly/row.ts`). */
const ABSENT = -(2n ** 63n);
