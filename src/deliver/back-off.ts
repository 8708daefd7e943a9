import type { Later } from "../sinks/influx/outcome.ts";

/** Milliseconds before the first new try and, doubled again and again, at most. */
const steps = {
  trouble: { first: 1000, most: 60_000 },
  configuration: { first: 10_000, most: 300_000 },
} as const;

/** A server that asks for more is asked again all the same: it may have been told nonsense. */
const LONGEST_ASKED = 3_600_000;

/**
 * How long to wait before the next try. Trouble passes: waiting is spread over the whole time, so that many who lost one
 * server do not come back to it together. What somebody has to change is tried again slowly.
 */
export class BackOff {
  readonly #chance: () => number;
  #nature: Later["nature"] = "trouble";
  #failures = 0;

  /** `chance`: a number from 0 to below 1. */
  constructor(chance: () => number) {
    this.#chance = chance;
  }

  /** Milliseconds to wait after a failure; at least what the server asked for, up to an hour. */
  next({ nature, retryAfter = 0 }: Pick<Later, "nature" | "retryAfter">): number {
    if (nature !== this.#nature) this.#failures = 0;
    this.#nature = nature;
    const { first, most } = steps[nature];
    const ceiling = Math.min(most, first * 2 ** Math.min(this.#failures, 30));
    this.#failures += 1;
    const spread = nature === "trouble" ? this.#chance() : 1 - this.#chance() / 10;
    return Math.max(ceiling * spread, Math.min(retryAfter, LONGEST_ASKED));
  }

  /** Something went well: the next failure is a first one. */
  reset(): void {
    this.#failures = 0;
  }
}
