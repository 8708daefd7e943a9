import { basename } from "node:path";
import { StatusLine } from "./status-line.ts";
import { isTerminal } from "./terminal.ts";

const STDOUT = 1;
const STDERR = 2;
/** Milliseconds before the first sign, and between two. */
const PATIENCE = 1000;
const INTERVAL = 200;
/** Batches between two looks at the clock. */
const BATCHES = 16;

/** Says how far long work is, on one line of a terminal that shows nothing else; silent anywhere else. */
export class Progress {
  readonly #line = new StatusLine();
  readonly #isShown = isTerminal(STDERR) && !isTerminal(STDOUT);
  #batches = 0;
  #records = 0;
  #next = Date.now() + PATIENCE;

  /** Counts records that were read from a file. */
  count(path: string, records: number): void {
    if (!this.#isShown) return;
    this.#records += records;
    this.#batches += 1;
    if (this.#batches % BATCHES !== 0 || Date.now() < this.#next) return;
    this.#next = Date.now() + INTERVAL;
    this.#line.show(`${basename(path)}: ${this.#records} records`);
  }

  /** Wipes the line. */
  end(): void {
    this.#line.wipe();
  }
}
