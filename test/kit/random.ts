/** A seeded generator of whole numbers below 2^32: mulberry32. */
export function wordsFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** A seeded generator of numbers in [0, 1). */
export function randomFrom(seed: number): () => number {
  const next = wordsFrom(seed);
  return () => next() / 2 ** 32;
}

/** The seed of this run: SEED repeats one that failed. */
export function seedOfRun(): number {
  return Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
}
