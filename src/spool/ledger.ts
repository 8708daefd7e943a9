import type { Acknowledged } from "./acknowledged.ts";
import type { Place } from "./place.ts";
import type { Dead } from "./segment.ts";

/** Counts lines by their numbers: what is done with, what waits, and what nobody will get. */
export class Ledger {
  #kept: Acknowledged;
  readonly #dead: Map<number, Dead>;

  constructor(kept: Acknowledged, dead: readonly Dead[]) {
    this.#kept = kept;
    this.#dead = new Map(dead.map((entry) => [entry.line, entry]));
  }

  /** What is to be kept of it. */
  get kept(): Acknowledged {
    return this.#kept;
  }

  /** Everything before it is done with. */
  get place(): Place {
    return this.#kept.place;
  }

  /** Lines lost since the spool is there; those that damage took count as soon as that is known. */
  get dropped(): number {
    return this.#kept.dropped + this.#ahead("lost", Number.POSITIVE_INFINITY);
  }

  /** Lines that can still be had, when `line` is the number of the one that comes next. */
  waiting(line: number): number {
    const gone = this.#ahead("lost", line) + this.#ahead("unsaved", line);
    return Math.max(0, line - this.place.line - gone);
  }

  /** Lines are lost; the same ones are counted once. */
  lose(line: number, lines: number): "new" | "known" {
    const isKnown = [...this.#dead.values()].some((dead) => dead.line <= line && line < dead.line + dead.lines);
    if (isKnown || lines <= 0) return "known";
    this.#dead.set(line, { line, lines, why: "lost" });
    return "new";
  }

  /** Everything up to a later place is done with; returns how many lines were so that could be had. */
  advance(place: Place, how: "delivered" | "dropped"): number {
    const lost = this.#ahead("lost", place.line);
    const lines = Math.max(0, place.line - this.place.line - lost - this.#ahead("unsaved", place.line));
    this.#kept = {
      place,
      delivered: this.#kept.delivered + (how === "delivered" ? lines : 0),
      dropped: this.#kept.dropped + lost + (how === "dropped" ? lines : 0),
    };
    for (const [key, dead] of this.#dead) if (dead.line + dead.lines <= place.line) this.#dead.delete(key);
    return lines;
  }

  #ahead(why: Dead["why"], end: number): number {
    let sum = 0;
    for (const dead of this.#dead.values()) {
      if (dead.why !== why) continue;
      sum += Math.max(0, Math.min(dead.line + dead.lines, end) - Math.max(dead.line, this.place.line));
    }
    return sum;
  }
}
