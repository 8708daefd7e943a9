import type { Report } from "../model/report.ts";
import { natureOf } from "../pair/nature.ts";
import type { Core } from "../wasm/core.ts";
import { type Kept, Pairing } from "../wasm/pairing.ts";

/** The pairing of one poll of one log: goes on from a state, hands its events on, and gives what the next poll needs. */
export class LogPairing {
  readonly #core: Core;
  readonly #path: string;
  readonly #report: Report;
  readonly #emit: (count: number) => void;
  readonly #pairing: Pairing;
  #file: string | undefined;

  constructor(core: Core, path: string, report: Report, emit: (count: number) => void) {
    this.#core = core;
    this.#path = path;
    this.#report = report;
    this.#emit = emit;
    this.#pairing = new Pairing(core, "events");
  }

  /** Opens what was open. */
  restore(state: Kept): void {
    const lost = this.#pairing.restore(state);
    if (lost > 0) this.#report.notice(`${this.#path}: ${lost} open sessions of the state found no room`);
  }

  /** Takes the first `taken` of the `rows` in ROWS, which are from `file`. */
  take(rows: number, taken: number, file: string): void {
    if (file !== this.#file) this.#pairing.beginFile(natureOf(this.#core, file, rows));
    this.#file = file;
    this.#pairing.take(taken);
    this.#drain();
  }

  /** Ends the poll. */
  finish(): Kept {
    this.#pairing.finish();
    this.#drain();
    for (const sentence of this.#pairing.lost()) this.#report.notice(`${this.#path}: ${sentence}`);
    return this.#pairing.kept();
  }

  #drain(): void {
    for (let stays = this.#pairing.next(); stays > 0; stays = this.#pairing.next()) this.#emit(stays);
  }
}
