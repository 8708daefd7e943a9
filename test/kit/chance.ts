import { wordsFrom } from "./random.ts";

/** A seeded source of chance: the same seed gives the same numbers on every machine. */
export interface Chance {
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** One of the choices. */
  pick<Choice>(choices: readonly Choice[]): Choice;
  /** True in `percent` of the cases. */
  happens(percent: number): boolean;
  bytes(count: number): Uint8Array;
}

/** Chance out of a seed. */
export function chanceOf(seed: number): Chance {
  const next = wordsFrom(seed);
  const between = (low: number, high: number): number => low + (next() % (high - low + 1));
  return {
    between,
    pick: (choices) => {
      const choice = choices[between(0, choices.length - 1)];
      if (choice === undefined) throw new Error("nothing to pick from");
      return choice;
    },
    happens: (percent) => between(1, 100) <= percent,
    bytes: (count) => Uint8Array.from({ length: count }, () => between(0, 255)),
  };
}
