import type { WindowsEvent } from "./event.ts";
import { compareEvents } from "./event-order.ts";

/**
 * Puts right what is out of order by no more than `size` places: a heap of so many events, whose first one goes out when
 * another comes in.
 */
export class Reorder {
  /** Events that came too late to be put in their place. */
  late = 0;
  readonly #size: number;
  readonly #heap: WindowsEvent[] = [];
  #last: WindowsEvent | undefined;

  constructor(size: number) {
    this.#size = size;
  }

  /** Takes an event; gives the one whose turn it is. */
  push(event: WindowsEvent): WindowsEvent | undefined {
    const heap = this.#heap;
    if (heap.length >= this.#size) {
      const first = heap[0] as WindowsEvent;
      if (compareEvents(event, first) <= 0) return this.#out(event);
      this.#sink(event);
      return this.#out(first);
    }
    let at = heap.push(event) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as WindowsEvent;
      if (compareEvents(above, event) <= 0) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = event;
    return undefined;
  }

  /** What is left, in order. */
  rest(): WindowsEvent[] {
    return this.#heap
      .splice(0)
      .sort(compareEvents)
      .map((event) => this.#out(event));
  }

  /** Puts an event in the place of the first one, and down to where it belongs. */
  #sink(event: WindowsEvent): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right !== undefined && compareEvents(right, heap[child] as WindowsEvent) < 0) child += 1;
      const below = heap[child] as WindowsEvent;
      if (compareEvents(event, below) <= 0) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = event;
  }

  #out(event: WindowsEvent): WindowsEvent {
    if (this.#last !== undefined && compareEvents(event, this.#last) < 0) this.late += 1;
    else this.#last = event;
    return event;
  }
}
