import type { RecordCells } from "../model/record.ts";

/** A record that is due at its time. */
export interface Due {
  readonly time: bigint;
  readonly record: RecordCells;
}

/** Records to come, the earliest at hand: a binary heap, so that any number of them costs little. */
export class EarliestFirst {
  readonly #heap: Due[] = [];

  get first(): Due | undefined {
    return this.#heap[0];
  }

  get size(): number {
    return this.#heap.length;
  }

  add(due: Due): void {
    const heap = this.#heap;
    let at = heap.push(due) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as Due;
      if (above.time <= due.time) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = due;
  }

  removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const child = left + 1 < heap.length && timeOf(heap, left + 1) < timeOf(heap, left) ? left + 1 : left;
      if (child >= heap.length || timeOf(heap, child) >= last.time) break;
      heap[at] = heap[child] as Due;
      at = child;
    }
    heap[at] = last;
  }
}

function timeOf(heap: readonly Due[], at: number): bigint {
  return (heap[at] as Due).time;
}
