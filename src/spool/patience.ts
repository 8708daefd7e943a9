/** Failures of one place that are waited out, and for how many milliseconds at least: a cable that is put in again, a server. */
const TRIES = 10;
const WAIT_MS = 60_000;

/** Tells failures that pass from those that do not. */
export class Patience {
  #place = "";
  #tries = 0;
  #since = 0;

  /** A place failed, at `now` in milliseconds; whether it is to be tried again. */
  failed(place: string, now: number): "try again" | "give up" {
    if (place !== this.#place) {
      this.#tries = 0;
      this.#since = now;
    }
    this.#place = place;
    this.#tries += 1;
    return this.#tries < TRIES || now - this.#since < WAIT_MS ? "try again" : "give up";
  }

  /** Nothing fails. */
  reset(): void {
    this.#place = "";
  }
}
