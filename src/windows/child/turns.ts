import { AskError } from "../ask.ts";

/** Lets one at a time do something, in the order in which they came. */
export class Turns {
  readonly #most: number;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** @param most how many may wait, the one whose turn it is included */
  constructor(most: number) {
    this.#most = most;
  }

  /** What `work` gives when its turn has come. Throws AskError `refused` when too many wait already. */
  take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting >= this.#most) {
      return Promise.reject(new AskError("refused", `more than ${this.#most} requests wait`));
    }
    this.#waiting += 1;
    const done = this.#last.then(work).finally(() => {
      this.#waiting -= 1;
    });
    this.#last = done.catch(() => {});
    return done;
  }

  /** When those who wait now have had their turn. Never rejects. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
