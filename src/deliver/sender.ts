import type { Word } from "../model/word.ts";
import type { Later, LineSink } from "../sinks/influx/outcome.ts";
import { BackOff } from "./back-off.ts";
import { type DeliveryCounts, noCounts } from "./counts.ts";
import { type QuarantineFile, Refusals } from "./refusals.ts";
import { StandingProblem } from "./standing.ts";

/** What sending needs from outside. */
export interface SenderOptions {
  readonly sink: LineSink;
  readonly quarantine: QuarantineFile;
  /** Counters to go on with. */
  readonly counts?: DeliveryCounts;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** A number from 0 to below 1. */
  readonly chance: () => number;
  readonly say: (word: Word) => void;
}

/** Why a try failed. */
export type Failure = Pick<Later, "nature" | "reason" | "retryAfter">;

/** Waits before the next try, so many milliseconds; `give-up`: there is to be none. */
export type Patience = (milliseconds: number, failure: Failure) => Promise<"try-again" | "give-up">;

/** Sends lines again and again until the server has decided on each. One call at a time. */
export class Sender {
  readonly counts: DeliveryCounts;
  /** When the server last took a line, in milliseconds since 1970; undefined: not yet. */
  lastSuccess: number | undefined;
  readonly #sink: LineSink;
  readonly #clock: () => number;
  readonly #refusals: Refusals;
  readonly #backOff: BackOff;
  readonly #problem: StandingProblem;

  constructor({ sink, quarantine, counts = noCounts(), clock, chance, say }: SenderOptions) {
    this.counts = counts;
    this.#sink = sink;
    this.#clock = clock;
    this.#refusals = new Refusals(quarantine, counts, say);
    this.#backOff = new BackOff(chance);
    this.#problem = new StandingProblem(say, clock);
  }

  /** What keeps lines from being delivered now; undefined: nothing does. */
  get problem(): string | undefined {
    return this.#problem.text;
  }

  /** Sends lines until all are stored or in quarantine (`decided`), or until `patience` ends; then some may be. */
  async send(text: Uint8Array, lines: number, patience: Patience): Promise<"decided" | "given-up"> {
    for (let rest = text, waiting = lines; ; ) {
      const outcome = await this.#sink.write(rest);
      const refused = outcome.refused.reduce((sum, some) => sum + some.lines, 0);
      const left = outcome.kind === "later" ? outcome.lines : 0;
      this.#count(waiting - refused - left);
      if (!(await this.#keep(outcome.refused, patience))) return "given-up";
      if (left < waiting) this.#backOff.reset();
      if (outcome.kind === "stored") {
        this.#problem.end();
        return "decided";
      }
      if (!(await this.#wait(outcome, patience))) return "given-up";
      rest = outcome.rest;
      waiting = left;
    }
  }

  /** Waits as after a failed try. */
  async #wait(failure: Failure, patience: Patience): Promise<boolean> {
    this.#problem.begin(failure);
    return (await patience(this.#backOff.next(failure), failure)) === "try-again";
  }

  #count(stored: number): void {
    if (stored <= 0) return;
    this.counts.delivered += stored;
    this.lastSuccess = this.#clock();
  }

  /** Refused lines must be on disk before those behind them are: a full disk holds up everything. */
  async #keep(refused: Parameters<Refusals["take"]>[0], patience: Patience): Promise<boolean> {
    for (;;) {
      try {
        this.#refusals.take(refused, this.#sink.name);
        return true;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (!(await this.#wait({ nature: "trouble", reason }, patience))) return false;
      }
    }
  }
}
