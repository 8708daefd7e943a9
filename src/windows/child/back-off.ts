/** Milliseconds after the first failure; each further one doubles them. */
const FIRST = 500;

/** Milliseconds that are never exceeded. */
const MOST = 60_000;

/** Spaces attempts that fail: 0.5 s, 1 s, 2 s … 60 s, each cut by up to a half, so that many computers do not fall into step. */
export class BackOff {
  readonly #random: () => number;
  #failures = 0;

  /** @param random at least 0 and below 1 */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** One more attempt failed: milliseconds until the next one. */
  failed(): number {
    const longest = Math.min(MOST, FIRST * 2 ** Math.min(this.#failures, 30));
    this.#failures += 1;
    return longest * (1 - this.#random() / 2);
  }

  succeeded(): void {
    this.#failures = 0;
  }
}
