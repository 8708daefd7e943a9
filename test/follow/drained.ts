import * as assert from "uvu/assert";
import type { EventText } from "./events.ts";
import type { Machine } from "./machine.ts";

/** Polls as often as there is more, each time as another process; no poll may tell nothing and take nothing. */
export async function drained(machine: Machine, most = 10_000): Promise<EventText[]> {
  const events: EventText[] = [];
  for (let polls = 0; polls < most; polls++) {
    const before = machine.state;
    const polled = await machine.poll();
    events.push(...polled.events);
    if (polled.rest === "none") return events;
    assert.is.not(polled.state, before);
  }
  assert.unreachable("there was always more");
  return events;
}

/** The first `count` of many. */
export function take<T>(count: number, from: Iterable<T>): T[] {
  const taken: T[] = [];
  for (const one of from) {
    if (taken.length === count) break;
    taken.push(one);
  }
  return taken;
}
