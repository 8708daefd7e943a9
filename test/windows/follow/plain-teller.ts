import type { LogonEventCells } from "../../../src/model/logon.ts";
import type { WindowsEvent } from "../../../src/windows/events/event.ts";
import type { Beginning, Teller } from "../../../src/windows/follow/teller.ts";

/** Microseconds within which events wait for each other. */
const WINDOW = 10_000_000n;

/** What it goes on from. */
export interface PlainKept {
  readonly count: number;
  readonly settled: Readonly<Record<string, bigint>>;
}

/** A teller that tells each event once it is decided, with how many were told before it: what is forgotten shows. */
export class PlainTeller implements Teller<PlainKept> {
  #count: number;
  #waiting: WindowsEvent[] = [];
  readonly #settled: Map<string, bigint>;

  constructor({ kept }: Beginning<PlainKept>) {
    this.#count = kept?.count ?? 0;
    this.#settled = new Map(Object.entries(kept?.settled ?? {}));
  }

  take(event: WindowsEvent): LogonEventCells[] {
    this.#waiting.push(event);
    return this.settle(event.time - WINDOW);
  }

  settle(until: bigint): LogonEventCells[] {
    this.#waiting.sort((a, b) => (a.time === b.time ? 0 : a.time < b.time ? -1 : 1));
    const ready = this.#waiting.filter(({ time }) => time <= until);
    this.#waiting = this.#waiting.filter(({ time }) => time > until);
    for (const { channel, record } of ready) this.#settled.set(channel, record);
    return ready.map(({ channel, record, time, id }) => {
      this.#count += 1;
      return { time, event_id: id, record_id: record, sources: channel, count: this.#count };
    });
  }

  drop(): void {
    this.#waiting = [];
  }

  keep(): PlainKept {
    return { count: this.#count, settled: Object.fromEntries(this.#settled) };
  }

  settled(channel: string): bigint | undefined {
    return this.#settled.get(channel);
  }
}
