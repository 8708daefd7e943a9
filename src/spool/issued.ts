import type { SpoolPlace } from "./batch.ts";
import { comparePlaces, type Place } from "./place.ts";

/** Where the batches end that were handed out and are not acknowledged. */
export class Issued {
  readonly #places = new Map<string, Place>();
  /** The latest stretch without lines behind a batch: it is done with when that batch is. */
  #passed: { readonly from: Place; readonly to: Place } | undefined;

  add(place: Place): void {
    this.#places.set(keyOf(place), place);
  }

  pass(from: Place, to: Place): void {
    const isLonger = this.#passed !== undefined && comparePlaces(this.#passed.to, from) === 0;
    this.#passed = { from: isLonger && this.#passed !== undefined ? this.#passed.from : from, to };
  }

  /** Up to where everything is done with when a batch is; undefined: no batch that is out ends there. */
  reached(end: SpoolPlace): Place | undefined {
    const place = this.#places.get(keyOf(end));
    if (place === undefined || this.#passed === undefined) return place;
    return comparePlaces(place, this.#passed.from) === 0 ? this.#passed.to : place;
  }

  /** Forgets batches that end before a place, or there. */
  forget(place: Place): void {
    for (const [key, issued] of this.#places) if (comparePlaces(issued, place) <= 0) this.#places.delete(key);
    if (this.#passed !== undefined && comparePlaces(this.#passed.from, place) <= 0) this.#passed = undefined;
  }
}

function keyOf({ segment, offset }: SpoolPlace): string {
  return `${segment}:${offset}`;
}
