import { mock } from "node:test";
import type { Clock } from "../../src/serve/clock.ts";

/** A clock that a test moves; `Date`, which node-cron looks at, moves along. */
export class PlayedClock implements Clock {
  #now: number;
  /** Milliseconds of a clock that nobody can set: what timers wait by. */
  #elapsed = 0;
  #calls: { readonly at: number; readonly call: () => void }[] = [];

  constructor(start: string) {
    this.#now = Date.parse(start);
    mock.timers.enable({ apis: ["Date"], now: this.#now });
  }

  readonly now = (): number => this.#now;

  readonly after = (milliseconds: number, call: () => void): (() => void) => {
    const row = { at: this.#elapsed + Math.max(milliseconds, 1), call };
    this.#calls.push(row);
    return () => {
      this.#calls = this.#calls.filter((other) => other !== row);
    };
  };

  /** How many calls are waiting. */
  get waiting(): number {
    return this.#calls.length;
  }

  /** Time passes, and timers with it. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#elapsed + milliseconds;
    for (;;) {
      const [next] = this.#calls.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#calls = this.#calls.filter((row) => row !== next);
      this.#move(next.at - this.#elapsed);
      next.call();
      await settled();
    }
    this.#move(end - this.#elapsed);
  }

  /** The clock is set, or the machine slept: timers know nothing of it. */
  set(milliseconds: number): void {
    this.#now += milliseconds;
    mock.timers.setTime(this.#now);
  }

  /** Gives `Date` back. */
  end(): void {
    mock.timers.reset();
  }

  #move(milliseconds: number): void {
    this.#elapsed += milliseconds;
    this.set(milliseconds);
  }
}

/** Everything that only waits for promises has come to its end. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
