import type { WindowsEvent } from "./event.ts";
import { compareTimes } from "./event-order.ts";
import { LogPlaces } from "./log-places.ts";

/** An event and the time it is put in order by. */
interface Placed {
  readonly event: WindowsEvent;
  readonly place: bigint;
}

/**
 * Puts right what is out of order by no more than `size` places: a heap of so many events, whose first one goes out when
 * another comes in. What one log has in the order of its records stays so, whatever the clock did meanwhile.
 */
export class Reorder {
  /** Events that came too late to be put in their place. */
  late = 0;
  readonly #size: number;
  readonly #logs = new LogPlaces();
  #heap: Placed[] = [];
  #last: Placed | undefined;

  constructor(size: number) {
    this.#size = size;
  }

  /** Takes an event; adds those whose turn it is to `ready`. */
  push(event: WindowsEvent, ready: WindowsEvent[]): void {
    const place = this.#logs.placeOf(event);
    if (place === undefined) {
      // The clock was set back: all that came before it comes before it.
      for (const one of this.rest()) ready.push(one);
      this.#last = undefined;
    }
    const placed = { event, place: place ?? event.time };
    const heap = this.#heap;
    if (heap.length >= this.#size) {
      const first = heap[0] as Placed;
      if (compare(placed, first) <= 0) {
        ready.push(this.#out(placed));
        return;
      }
      this.#sink(placed);
      ready.push(this.#out(first));
      return;
    }
    let at = heap.push(placed) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as Placed;
      if (compare(above, placed) <= 0) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = placed;
  }

  /** What is left, in order. */
  rest(): WindowsEvent[] {
    const left = this.#heap.sort(compare);
    this.#heap = [];
    return left.map((placed) => this.#out(placed));
  }

  /** Puts an event in the place of the first one, and down to where it belongs. */
  #sink(placed: Placed): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right !== undefined && compare(right, heap[child] as Placed) < 0) child += 1;
      const below = heap[child] as Placed;
      if (compare(placed, below) <= 0) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = placed;
  }

  #out(placed: Placed): WindowsEvent {
    if (this.#last !== undefined && compare(placed, this.#last) < 0) this.late += 1;
    else this.#last = placed;
    return placed.event;
  }
}

function compare(one: Placed, other: Placed): number {
  return compareTimes(one.event, one.place, other.event, other.place);
}
