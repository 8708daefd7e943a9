import type { LogonEventCells } from "../../model/logon.ts";

/** Rows that are handed on at a time. */
const MOST = 256;

/** Gathers rows, which come one by one, and hands them on in batches. */
export class RowBatches {
  readonly #hand: (rows: readonly LogonEventCells[]) => void;
  readonly #since: bigint;
  #waiting: LogonEventCells[] = [];
  #count = 0;

  /** `since`: rows of before, in µs, are left out. */
  constructor(hand: (rows: readonly LogonEventCells[]) => void, since: bigint) {
    this.#hand = hand;
    this.#since = since;
  }

  /** Rows so far, those that wait too. */
  get count(): number {
    return this.#count;
  }

  add(rows: readonly LogonEventCells[]): void {
    for (const row of rows) {
      if (typeof row.time === "bigint" && row.time < this.#since) continue;
      this.#waiting.push(row);
      this.#count += 1;
    }
    if (this.#waiting.length >= MOST) this.flush();
  }

  flush(): void {
    const rows = this.#waiting;
    this.#waiting = [];
    if (rows.length > 0) this.#hand(rows);
  }
}
