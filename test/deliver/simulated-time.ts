import type { Sleep } from "../../src/deliver/pause.ts";

/** A clock that stands still while anything is to be done, and then goes on to the next one who wakes. */
export class SimulatedTime {
  now = 1_700_000_000_000;
  /** Milliseconds of every sleep, in their order. */
  readonly sleeps: number[] = [];
  readonly #sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  #isTurning = false;

  readonly clock = (): number => this.now;

  readonly sleep: Sleep = (milliseconds, ended) => {
    this.sleeps.push(milliseconds);
    if (ended.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        ended.removeEventListener("abort", wake);
        resolve();
      };
      const sleeper = { at: this.now + milliseconds, wake };
      this.#sleepers.add(sleeper);
      ended.addEventListener("abort", wake);
      this.#turn();
    });
  };

  #turn(): void {
    if (this.#isTurning) return;
    this.#isTurning = true;
    setImmediate(() => {
      this.#isTurning = false;
      const [next] = [...this.#sleepers].sort((a, b) => a.at - b.at);
      if (next === undefined) return;
      this.now = Math.max(this.now, next.at);
      next.wake();
      if (this.#sleepers.size > 0) this.#turn();
    });
  }
}

/** Resolves when a condition holds, looked at between all that is to be done; fails after many looks. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let look = 0; look < 100_000; look++) {
    if (isSo()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error("it never came to that");
}
