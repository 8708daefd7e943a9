import type { LogonEventCells } from "../../model/logon.ts";

/** Rows that are handed on at a time. */
const MOST = 256;

/** Gathers rows, which come one by one, and hands them on in batches. */
export class RowBatches {
  readonly #hand: (rows: readonly LogonEventCells[]) => void;
  #waiting: LogonEventCells[] = [];

  constructor(hand: (rows: readonly LogonEventCells[]) => void) {
    this.#hand = hand;
  }

  add(rows: readonly LogonEventCells[]): void {
    for (const row of rows) this.#waiting.push(row);
    if (this.#waiting.length >= MOST) this.flush();
  }

  flush(): void {
    const rows = this.#waiting;
    this.#waiting = [];
    if (rows.length > 0) this.#hand(rows);
  }
}
