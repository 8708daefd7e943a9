import type { Core } from "../wasm/core.ts";

/** Reads cells of the rows in STAYS. */
export class Stays {
  readonly #core: Core;
  readonly #bytes: Buffer;

  constructor(core: Core) {
    this.#core = core;
    this.#bytes = Buffer.from(core.bytes.buffer);
  }

  /** An integer, a time or the number of a word, as the cell has it: the least i64 when absent. */
  number(row: number, cell: number): bigint {
    return this.#core.memoryCells[this.#at(row, cell)] ?? 0n;
  }

  /** Bytes of a text; 0 when absent. */
  length(row: number, cell: number): number {
    return Number(this.number(row, cell) >> 32n);
  }

  /** The bytes of a text, one character a byte; empty when absent. */
  text(row: number, cell: number): string {
    const span = this.number(row, cell);
    const start = Number(span & 0xffffffffn);
    return this.#bytes.toString("latin1", start, start + Number(span >> 32n));
  }

  setNumber(row: number, cell: number, value: bigint): void {
    this.#core.memoryCells[this.#at(row, cell)] = value;
  }

  /** Cuts a text to its first `bytes`. */
  cut(row: number, cell: number, bytes: number): void {
    if (this.length(row, cell) <= bytes) return;
    this.setNumber(row, cell, (BigInt(bytes) << 32n) | (this.number(row, cell) & 0xffffffffn));
  }

  #at(row: number, cell: number): number {
    const { STAYS, ROW_BYTES } = this.#core.regions;
    return (STAYS + row * ROW_BYTES) / 8 + cell;
  }
}
