import type { Moment } from "./moment.ts";

/** Microseconds of what follows that an event is decided with. */
export const SIGHT = 10_000_000n;

/** How far a log has been decided, or put into line. */
export interface Place {
  readonly record: bigint;
  readonly place: bigint;
  readonly time: bigint;
}

/**
 * The events of one computer that are not decided yet, in the order of time, log and record. An event never overtakes one
 * that its own log has in front of it, so that what is decided of a log is all of it up to some record.
 */
export class DelayLine {
  #waiting: Moment[] = [];
  #head = 0;
  #newest: bigint | undefined;
  /** What is last in line, by log. */
  readonly #last = new Map<string, Place>();
  /** Claims among the events in line: they are rare, and looked for with every login. */
  claims = 0;

  get length(): number {
    return this.#waiting.length - this.#head;
  }

  /** Time of the newest event; undefined: none has been here. */
  get newest(): bigint | undefined {
    return this.#newest;
  }

  /** Whether an event is so far behind the one in front of it in its log that the clock must have been set back. */
  isStepBack({ event }: Moment): boolean {
    const last = this.#last.get(event.channel);
    return last !== undefined && last.place - event.time > SIGHT;
  }

  /** Whether an event is the one in front of it in its log once more: a file was given twice, or a log and its copy. */
  isTwice({ event }: Moment): boolean {
    const last = this.#last.get(event.channel);
    return last !== undefined && event.record > 0n && last.record === event.record && last.time === event.time;
  }

  /** Lets times begin anew: the clock was set back, and nothing is in line. */
  restart(): void {
    this.#newest = undefined;
    this.#last.clear();
  }

  /** Puts an event in its place. */
  put(moment: Moment): void {
    const { channel, time, record } = moment.event;
    const last = this.#last.get(channel);
    if (last !== undefined && last.place > time) moment.place = last.place;
    this.#last.set(channel, { record, place: moment.place, time });
    if (this.#newest === undefined || moment.place > this.#newest) this.#newest = moment.place;
    if (moment.what === "claims") this.claims += 1;
    const waiting = this.#waiting;
    waiting.push(moment);
    let at = waiting.length - 1;
    for (; at > this.#head; at--) {
      const before = waiting[at - 1] as Moment;
      if (!isBehind(before, moment)) break;
      waiting[at] = before;
    }
    waiting[at] = moment;
  }

  /** The first in line; undefined: nobody is. */
  first(): Moment | undefined {
    return this.#waiting[this.#head];
  }

  /** The first in line when all that it needs to see is in line. */
  ripe(): Moment | undefined {
    const first = this.first();
    return first !== undefined && (this.#newest as bigint) - first.place > SIGHT ? first : undefined;
  }

  /** Takes the first out of the line. */
  shift(): void {
    if (this.first()?.what === "claims") this.claims -= 1;
    this.#head += 1;
    // Whoever is out of the line is let go, not too often.
    if (this.#head === this.#waiting.length || (this.#head >= 1024 && this.#head * 2 >= this.#waiting.length)) {
      this.#waiting = this.#waiting.slice(this.#head);
      this.#head = 0;
    }
  }

  /** What follows within sight of an event that is out of the line, the told ones left out; `each` ends it with true. */
  ahead(from: Moment, each: (moment: Moment) => boolean): void {
    const end = from.place + SIGHT;
    for (let at = this.#head; at < this.#waiting.length; at++) {
      const moment = this.#waiting[at] as Moment;
      if (moment.place > end) return;
      if (!moment.isTold && moment !== from && each(moment)) return;
    }
  }

  /** All that are in line. */
  waiting(): readonly Moment[] {
    return this.#waiting.slice(this.#head);
  }

  /** Forgets who is in line; `settled`: how far each log had been decided. */
  drop(settled: ReadonlyMap<string, Place>): void {
    this.#waiting = [];
    this.#head = 0;
    this.claims = 0;
    this.#newest = undefined;
    this.#last.clear();
    for (const [channel, last] of settled) {
      this.#last.set(channel, last);
      if (this.#newest === undefined || last.place > this.#newest) this.#newest = last.place;
    }
  }
}

function isBehind(one: Moment, other: Moment): boolean {
  if (one.place !== other.place) return one.place > other.place;
  if (one.event.channel !== other.event.channel) return one.event.channel > other.event.channel;
  return one.event.record > other.event.record;
}
