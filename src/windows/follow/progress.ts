import type { WindowsEvent } from "../events/event.ts";
import type { Anchor, Place } from "./place.ts";

/** More events than a teller of stories may hold undecided. */
const MOST = 8192;

/** How far one channel has come in one poll: which of its events were taken, and which of those are decided. */
export class Progress {
  #place: Place;
  #taken: Anchor[] = [];
  #isBroken = false;
  #isAnew = false;

  constructor(place: Place) {
    this.#place = place;
  }

  /** The log's numbers have begun anew at a place. */
  beginAnew(place: Place): void {
    this.#place = place;
    this.#taken = [];
  }

  /** Reading did not get to its end. */
  breakOff(): void {
    this.#isBroken = true;
  }

  /** Whether its events have the numbers of others before them, so that a number does not tell what is decided. */
  get isAnew(): boolean {
    return this.#isAnew;
  }

  /** Takes an event. `settled`: the last record that was decided before this poll. */
  take({ record, time }: WindowsEvent, settled: bigint | undefined): void {
    if (this.#place.anchor === undefined && settled !== undefined && this.#taken.length === 0) this.#isAnew = true;
    this.#taken.push({ record, time });
    if (this.#taken.length === 2 * MOST) this.#taken = this.#taken.slice(MOST);
  }

  /** The place behind what is decided, up to the record `settled`; when that is all, behind `last`, where reading ended. */
  placeAfter(settled: bigint | undefined, last: bigint): Place {
    const anchor = this.#taken.findLast(({ record }) => settled !== undefined && record <= settled);
    const isAll = anchor === this.#taken.at(-1);
    if (isAll && !this.#isBroken) return { ...this.#place, ...(anchor && { anchor }), seen: last };
    return anchor === undefined ? this.#place : { anchor, seen: anchor.record };
  }
}
