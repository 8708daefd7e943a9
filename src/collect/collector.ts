import type { CollectorCells } from "../model/collector.ts";
import type { Word } from "../model/word.ts";
import type { Snapshot } from "../sources/snapshot.ts";
import type { Core } from "../wasm/core.ts";
import { canTell } from "./health.ts";
import type { Part } from "./part.ts";
import { problemsOf } from "./problems.ts";
import { snapshotText } from "./snapshot-text.ts";
import type { View } from "./view.ts";

/** One answer. */
export interface Collected {
  /** Pieces of whole rows. */
  readonly text: readonly Uint8Array[];
  /** What is to be said on stderr, the most important first. */
  readonly words: readonly Word[];
  /** Whether anything at all could be read. */
  readonly outcome: "something" | "nothing";
  /** `more`: events are waiting that this answer had no room for. */
  readonly rest: Told["rest"];
  /** Keeps the place in the logs, once the text is safe; returns what there is to say then. */
  save(): readonly Word[];
}

/** What happened since the last poll. */
export interface Told {
  readonly text: readonly Uint8Array[];
  /** `more`: the poll ended where it had told as much as one may; the next one goes on at once. */
  readonly rest: "more" | "none";
  /** Keeps the place behind it, from which the next run goes on, and with it a mark; throws when it cannot. */
  save(mark: number): void;
}

/** The logs that are followed. */
export interface EventSource {
  /** The mark that was saved last with the place; 0: none was, so nothing in a spool is tied to it. */
  readonly mark: number;
  poll(): Promise<Told>;
  /** What there is to say about the last poll. */
  words(): readonly Word[];
  /** Lets go of files, also while a poll is under way. */
  close(): void;
}

/** Where an answer comes from; what is absent is not to be shown. */
export interface Sources {
  /** Takes a snapshot at a moment in µs. */
  readonly snapshot?: (now: bigint) => Promise<Snapshot>;
  readonly events?: EventSource;
  /** Health of what lines go to, asked for when a snapshot is there: it stands behind that of the sources. */
  readonly more?: () => readonly CollectorCells[];
  /** Ends what answers. */
  readonly close?: () => Promise<void>;
}

/** Takes snapshots and polls logs, and makes text of both. What fails of it is said, and hinders nothing else. */
export class Collector {
  readonly #core: Core;
  readonly #sources: Sources;
  readonly #view: View;
  #last = 0n;

  constructor(core: Core, sources: Sources, view: View) {
    this.#core = core;
    this.#sources = sources;
    this.#view = view;
  }

  /**
   * One answer at `now`, microseconds since 1970. A server would take two answers of one moment for one: it is moved on
   * behind the last, unless that is from before the clock was set back. `parts`: only these of what the view shows.
   */
  async collect(now: bigint, parts: readonly Part[] = this.#view.parts): Promise<Collected> {
    const time = now > this.#last || this.#last - now > CLOCK_STEP ? now : this.#last + 1n;
    this.#last = time;
    const snapshot = await this.#snapshot(time, parts);
    const events = parts.includes("events") ? await this.#events() : nothing([]);
    return {
      text: [...snapshot.text, ...events.text],
      words: [...snapshot.words, ...events.words].sort((a, b) => ranks[a.level] - ranks[b.level]),
      outcome: [snapshot, events].some(({ outcome }) => outcome === "something") ? "something" : "nothing",
      rest: events.rest,
      save: events.save,
    };
  }

  /** Ends what answers, also in the middle of an answer: then it fails. */
  async close(): Promise<void> {
    this.#sources.events?.close();
    await this.#sources.close?.();
  }

  async #snapshot(time: bigint, asked: readonly Part[]): Promise<Collected> {
    const parts = this.#view.parts.filter((part) => part !== "events" && asked.includes(part));
    if (this.#sources.snapshot === undefined || parts.length === 0) return nothing([]);
    try {
      const snapshot = await this.#sources.snapshot(time);
      const view = { ...this.#view, parts };
      const text = snapshotText(this.#core, snapshot, time, view, this.#sources.more?.());
      const outcome = canTell(snapshot.health) ? "something" : "nothing";
      return { text, words: problemsOf(snapshot.health), outcome, rest: "none", save: () => [] };
    } catch (error) {
      return nothing([wordOf("E", "snapshot", error)]);
    }
  }

  async #events(): Promise<Collected> {
    const { events } = this.#sources;
    if (events === undefined) return nothing([]);
    try {
      const told = await events.poll();
      const { text, rest } = told;
      return { text, words: events.words(), outcome: "something", rest, save: () => saved(told) };
    } catch (error) {
      return nothing([wordOf("E", "events", error), ...events.words()]);
    }
  }
}

/** Microseconds; a clock that is slowed down goes back by less. */
const CLOCK_STEP = 1_000_000n;

const ranks = { E: 0, W: 1, I: 2 } as const;

function nothing(words: readonly Word[]): Collected {
  return { text: [], words, outcome: "nothing", rest: "none", save: () => [] };
}

function saved(told: Told): readonly Word[] {
  try {
    told.save(0);
    return [];
  } catch (error) {
    return [wordOf("W", "state", error)];
  }
}

function wordOf(level: Word["level"], about: string, error: unknown): Word {
  return { level, about, text: `${about}: ${error instanceof Error ? error.message : String(error)}` };
}
