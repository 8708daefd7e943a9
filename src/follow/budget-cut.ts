import { recordCells } from "../model/record.ts";
import type { Core } from "../wasm/core.ts";
import type { Budget } from "./budget.ts";

//  A failed login that was written twice is one event that counts two, and those of one second are told apart by their
//  ordinals alone: a poll that has told enough goes on to the end of the second. In a flood that leaves none, it ends
//  between two records of different processes, which are never one event.

/** Ends the reading of a log where a poll has told as much as it may. */
export class BudgetCut {
  readonly #core: Core;
  readonly #budget: Budget;
  readonly #nature: "history" | "failed";
  #time: bigint | undefined;
  #pid: bigint | undefined;

  constructor(core: Core, budget: Budget, nature: "history" | "failed") {
    this.#core = core;
    this.#budget = budget;
    this.#nature = nature;
  }

  /**
   * How many of the first `rows` records in ROWS, which follow those of the last call, are taken still: about one for each
   * event that is left, and more where some of one moment would be torn apart.
   */
  taken(rows: number): number {
    const end = Math.min(rows, this.#budget.left);
    return this.#nature === "history" || end === rows ? this.#remember(end) : this.#remember(this.#boundary(end, rows));
  }

  #remember(end: number): number {
    if (end > 0) {
      this.#time = this.#cell(end - 1, recordCells.time);
      this.#pid = this.#cell(end - 1, recordCells.pid);
    }
    return end;
  }

  /** The first record, of those from `first` on, that begins a new moment. */
  #boundary(first: number, rows: number): number {
    let [time, pid] = [this.#time, this.#pid];
    for (let row = 0; row < rows; row++) {
      const [before, processBefore] = [time, pid];
      time = this.#cell(row, recordCells.time);
      pid = this.#cell(row, recordCells.pid);
      if (row < first) continue;
      if (time !== before || (this.#budget.isOverdrawn && pid !== processBefore)) return row;
    }
    return rows;
  }

  #cell(row: number, cell: number): bigint {
    return this.#core.cells[(row * this.#core.regions.ROW_BYTES) / 8 + cell] ?? 0n;
  }
}
