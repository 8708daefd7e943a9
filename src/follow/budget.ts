/** No end of a budget. */
export const EVERYTHING = Number.POSITIVE_INFINITY;

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

  /** Events that may be told yet. */
  get left(): number {
    return Math.max(0, this.#most - this.#told);
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
