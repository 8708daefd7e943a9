/** How many events one poll may still tell, of all its logs together. */
export class Budget {
  readonly #most: number;
  #told = 0;
  #isCut = false;

  /** `most`: at least 1; may be infinite. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Counts events that were told. */
  spend(events: number): void {
    this.#told += events;
  }

  get isSpent(): boolean {
    return this.#told >= this.#most;
  }

  /** Whether waiting for a good place to stop at has taken too long. */
  get isOverdrawn(): boolean {
    return this.#told >= 2 * this.#most;
  }

  /** Says that something was left for the next poll. */
  cut(): void {
    this.#isCut = true;
  }

  get isCut(): boolean {
    return this.#isCut;
  }
}
