import type { Told } from "../../src/collect/collector.ts";
import type { Feed } from "../../src/collect/feeds.ts";
import type { Word } from "../../src/model/word.ts";
import type { Lane } from "../../src/serve/outlet.ts";
import type { Mark } from "../../src/spool/mark.ts";

/** What fails next; a test sets it. */
export interface Faults {
  poll?: boolean | undefined;
  append?: boolean | undefined;
  save?: boolean | undefined;
}

/** The state of a feed, as on disk: where it is in the log, and its mark. */
export interface Place {
  at: number;
  mark: number;
}

/** A log in memory that is followed as the real ones are: what was polled is not polled again by the same feed. */
export class PlayedFeed implements Feed {
  readonly number = 1;
  readonly name = "played log";
  mark: number;
  polls = 0;
  isClosed = false;
  readonly #log: readonly string[];
  readonly #place: Place;
  readonly #faults: Faults;
  readonly #most: number;
  #at: number;

  /** `place`: the state that outlives this feed; `most`: lines that one poll tells. */
  constructor(log: readonly string[], place: Place, faults: Faults = {}, most = 3) {
    this.#log = log;
    this.#place = place;
    this.#faults = faults;
    this.#most = most;
    this.#at = place.at;
    this.mark = place.mark;
  }

  begin(mark: number): void {
    this.mark = mark;
    this.#place.mark = mark;
  }

  async poll(): Promise<Told> {
    this.polls += 1;
    await null;
    if (this.#faults.poll) throw new Error("unreadable");
    const lines = this.#log.slice(this.#at, this.#at + this.#most);
    this.#at += lines.length;
    const reached = this.#at;
    const save = (mark: number): void => {
      if (this.#faults.save) throw new Error("no room for a state");
      Object.assign(this.#place, { at: reached, mark });
    };
    const rest = reached < this.#log.length ? "more" : "none";
    return { text: lines.length === 0 ? [] : [Buffer.from(lines.join(""))], rest, save };
  }

  words(): readonly Word[] {
    return [];
  }

  close(): void {
    this.isClosed = true;
  }
}

/** A spool in memory. */
export class PlayedLane implements Lane {
  frames: { readonly text: string; readonly mark: Mark | undefined }[] = [];
  isFull = false;
  readonly #faults: Faults;

  constructor(faults: Faults = {}) {
    this.#faults = faults;
  }

  append(text: readonly Uint8Array[], mark?: Mark): void {
    if (this.#faults.append) throw new Error("no room for lines");
    this.frames.push({ text: Buffer.concat(text).toString(), mark });
  }

  status(): { readonly isFull: boolean } {
    return { isFull: this.isFull };
  }

  /** What a real one does when it is opened: frames whose state was not saved are cut off. */
  reopen(saved: number): void {
    this.frames = this.frames.filter(({ mark }) => mark === undefined || mark.value <= saved);
  }

  get text(): string {
    return this.frames.map(({ text }) => text).join("");
  }
}
