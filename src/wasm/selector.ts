import type { Core } from "./core.ts";

/** A compiled selection at work in one core: FILTER is its own. */
export class Selector {
  readonly #core: Core;
  readonly #isSelecting: boolean;

  /** `selection` null keeps every row. */
  constructor(core: Core, selection: Uint8Array | null) {
    this.#core = core;
    this.#isSelecting = selection !== null;
    if (selection !== null) core.bytes.set(selection, core.regions.FILTER);
  }

  /** Keeps what is wanted of the first `rows` rows that are to go out, in their order; returns how many. */
  keep(rows: number): number {
    return this.#isSelecting ? this.#core.select(rows) : rows;
  }
}
