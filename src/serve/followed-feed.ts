import type { Told } from "../collect/collector.ts";
import type { Feed } from "../collect/feeds.ts";
import type { Word } from "../model/word.ts";
import { echoed, type Outlet } from "./outlet.ts";

/** What one step came to: more is waiting, nothing is, or it cannot be kept now. */
export type Step = "more" | "none" | "stuck";

/**
 * Follows one feed, so that each line is told exactly once: what a poll tells is put into the spool and its state saved in
 * one turn of the event loop, and nothing more is polled until both have succeeded. What ends the process between the two
 * leaves lines whose mark no state has; the spool cuts them off, for they are told again.
 */
export class FollowedFeed {
  readonly #feed: Feed;
  readonly #outlet: Outlet;
  #mark: number;
  #told: Told | undefined;
  #isKept = false;
  #isHeld = false;

  constructor(feed: Feed, outlet: Outlet) {
    this.#feed = feed;
    this.#outlet = outlet;
    this.#mark = feed.mark;
  }

  /** One poll at most, and what is left of the one before. Throws NobodyReads; all other trouble becomes words. */
  async step(words: Word[]): Promise<Step> {
    if (this.#told === undefined) {
      if (this.#outlet.lanes?.events.status().isFull === true) {
        words.push({ level: "W", about: "the spool of events", text: FULL });
        return "stuck";
      }
      try {
        this.#told = await this.#feed.poll();
        this.#isKept = false;
      } catch (error) {
        words.push(this.#wordOf(error));
      }
      words.push(...this.#feed.words());
    }
    if (this.#told === undefined || this.#isHeld) return "stuck";
    const { text, rest } = this.#told;
    const hasLines = text.length > 0;
    if (this.#outlet.lanes === undefined && hasLines && !this.#isKept) {
      await echoed(this.#outlet, text);
      this.#isKept = true;
      if (this.#isHeld) return "stuck";
    }
    try {
      this.settle();
    } catch (error) {
      words.push(this.#wordOf(error));
      return "stuck";
    }
    if (this.#outlet.lanes !== undefined) await echoed(this.#outlet, text);
    return rest;
  }

  /** From now on a poll that is still under way changes neither spool nor state; what it tells is kept for `release`. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Goes on after `hold`. */
  release(): void {
    this.#isHeld = false;
  }

  /**
   * Puts what was told into the spool and saves the state, as far as that is not done, without letting go of the event
   * loop. Throws E_SINK; then it can be called again. Without spools, what nobody has read is told again the next time.
   */
  settle(): void {
    const told = this.#told;
    if (told === undefined) return;
    const { lanes } = this.#outlet;
    if (lanes === undefined && !this.#isKept && told.text.length > 0) return;
    if (lanes !== undefined && !this.#isKept && told.text.length > 0) {
      lanes.events.append(told.text, { feed: this.#feed.number, value: this.#mark + 1 });
      this.#mark += 1;
    }
    this.#isKept = true;
    told.save(this.#mark);
    this.#told = undefined;
  }

  #wordOf(error: unknown): Word {
    const problem = error instanceof Error ? error.message : String(error);
    return { level: "E", about: this.#feed.name, text: `${this.#feed.name}: ${problem}` };
  }
}

const FULL =
  "the spool of events is full: the logs keep what comes, and are read on as soon as the server has taken some lines";
