import type { Word } from "../model/word.ts";
import type { Later } from "../sinks/influx/outcome.ts";

/** What the words about delivery are about. */
export const DELIVERY = "delivery";

/** Says what keeps lines from being delivered, when it begins or becomes something else, and when it is over. */
export class StandingProblem {
  readonly #say: (word: Word) => void;
  readonly #clock: () => number;
  #text: string | undefined;
  #since = 0;

  /** `clock`: milliseconds since 1970. */
  constructor(say: (word: Word) => void, clock: () => number) {
    this.#say = say;
    this.#clock = clock;
  }

  /** What stands, in words; undefined: nothing does. */
  get text(): string | undefined {
    return this.#text;
  }

  /** There is a problem. */
  begin({ nature, reason }: Pick<Later, "nature" | "reason">): void {
    if (this.#text === undefined) this.#since = this.#clock();
    if (reason === this.#text) return;
    this.#text = reason;
    const text = `${reason}; nothing delivered since ${new Date(this.#since).toISOString()}`;
    this.#say({ level: nature === "configuration" ? "E" : "W", about: DELIVERY, text });
  }

  /** There is none. */
  end(): void {
    if (this.#text === undefined) return;
    this.#text = undefined;
    const seconds = Math.max(0, Math.round((this.#clock() - this.#since) / 1000));
    this.#say({ level: "I", about: DELIVERY, text: `lines are delivered again, after ${seconds} s` });
  }
}
