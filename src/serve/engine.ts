import type { Part } from "../collect/part.ts";
import type { Word } from "../model/word.ts";
import type { Clock } from "./clock.ts";
import { FollowedFeed } from "./followed-feed.ts";
import { followRound } from "./following-round.ts";
import { OneAtATime } from "./one-at-a-time.ts";
import { echoed, NobodyReads } from "./outlet.ts";
import { type Job, jobs, type Setup } from "./setup.ts";
import { Timetable } from "./timetable.ts";

/** Whose words are told apart: what one of them does not say any more is over, whatever the other says. */
export type Origin = "snapshots" | "logs";

/** Who listens to an engine. */
export interface EngineEars {
  /** All words of one round of snapshots, or of one turn of the logs: what stands, and what happened. */
  readonly words: (of: Origin, words: readonly Word[]) => void;
  /** Every job was done once; a long history may still be told. */
  readonly ready: () => void;
  /** Some job was done. */
  readonly done: () => void;
  /** The reader of stdout has gone. */
  readonly closed: () => void;
}

type Looking = "snapshot" | "summary";

/**
 * Does the jobs of one setup when they are due: snapshots and logs beside each other, so that none waits for the other's
 * trouble. Nothing of it begins by itself.
 */
export class Engine {
  readonly #setup: Setup;
  readonly #clock: Clock;
  readonly #ears: EngineEars;
  readonly #feeds: readonly FollowedFeed[];
  readonly #looking: OneAtATime<Looking>;
  readonly #following: OneAtATime<"events">;
  readonly #timetable: Timetable<Job>;
  readonly #undone: Set<"looking" | "following">;
  #isOver = false;
  #isClosed = false;
  #isReady = false;
  #skipped: readonly Word[] = [];

  constructor(setup: Setup, clock: Clock, ears: EngineEars) {
    this.#setup = setup;
    this.#clock = clock;
    this.#ears = ears;
    this.#feeds = setup.feeds.map((feed) => new FollowedFeed(feed, setup.outlet));
    this.#looking = new OneAtATime((parts) => this.#guarded("snapshots", () => this.#look(parts)));
    this.#following = new OneAtATime(() => this.#guarded("logs", () => this.#follow()));
    this.#timetable = new Timetable(setup.times, { clock, delay: setup.delay, due: (due) => this.#due(due) });
    const wanted = [...setup.times.keys()].map((job) => (job === "events" ? ("following" as const) : "looking"));
    this.#undone = new Set(wanted);
  }

  /** Begins, also after a pause: every job at once, then on schedule. */
  start(): void {
    this.#isOver = false;
    for (const feed of this.#feeds) feed.release();
    this.#timetable.start();
    this.#checkReady();
  }

  /** Every job once, to its end, without a schedule. */
  async once(): Promise<void> {
    this.#due(new Set(this.#setup.times.keys()));
    await Promise.all([this.#looking.finish(), this.#following.finish()]);
  }

  /**
   * Stops the schedule and waits some milliseconds for what is under way; after that it changes nothing any more. What the
   * logs told and is not safe yet is kept now: throws an AggregateError when it cannot be.
   */
  async pause(milliseconds: number): Promise<void> {
    this.#isOver = true;
    this.#timetable.stop();
    await this.#atMost(milliseconds, Promise.all([this.#looking.finish(), this.#following.finish()]));
    for (const feed of this.#feeds) feed.hold();
    const errors: unknown[] = [];
    for (const feed of this.#feeds) {
      try {
        feed.settle();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors);
  }

  /** Lets go of sources, files and times, after a pause. What is still being asked fails. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const times of this.#setup.times.values()) times.close();
    for (const feed of this.#setup.feeds) feed.close();
    await this.#setup.collector.close();
  }

  #due(due: ReadonlySet<Job>): void {
    if (this.#isOver) return;
    const looking = jobs.filter((job): job is Looking => job !== "events" && due.has(job));
    const late = this.#looking.due(new Set(looking));
    if (looking.length > 0) this.#skipped = late.has("snapshot") || late.has("summary") ? [slow(late)] : [];
    // A round of the logs that is still under way reads what has come by itself.
    if (due.has("events")) this.#following.due(new Set(["events"] as const));
  }

  async #look(due: ReadonlySet<Looking>): Promise<void> {
    const { collector, outlet } = this.#setup;
    const now = BigInt(Math.round(this.#clock.now())) * 1000n;
    const { text, words } = await collector.collect(now, this.#partsOf(due));
    if (this.#isClosed) return;
    const all = [...words, ...this.#kept(text)];
    this.#ears.words("snapshots", [...all, ...this.#skipped]);
    await echoed(outlet, text);
    this.#did("looking");
  }

  #kept(text: readonly Uint8Array[]): readonly Word[] {
    if (text.length === 0) return [];
    try {
      this.#setup.outlet.lanes?.samples.append(text);
      return [];
    } catch (error) {
      return [wordOf("the spool of samples", error)];
    }
  }

  /** The health of the sources comes with the numbers, or with the sessions where nobody asks for numbers. */
  #partsOf(due: ReadonlySet<Looking>): readonly Part[] {
    const health = this.#setup.times.has("summary") ? due.has("summary") : due.has("snapshot");
    return [
      ...(due.has("snapshot") ? (["sessions"] as const) : []),
      ...(due.has("summary") ? (["summary"] as const) : []),
      ...(health ? (["collector"] as const) : []),
    ];
  }

  async #follow(): Promise<void> {
    await followRound(this.#feeds, {
      isOver: () => this.#isOver,
      turn: (words) => {
        this.#ears.words("logs", words);
        this.#did("following");
      },
    });
  }

  #did(what: "looking" | "following"): void {
    this.#undone.delete(what);
    this.#checkReady();
    this.#ears.done();
  }

  #checkReady(): void {
    if (this.#isReady || this.#undone.size > 0) return;
    this.#isReady = true;
    this.#ears.ready();
  }

  /** One that fails must not end the other. */
  async #guarded(of: Origin, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof NobodyReads) this.#ears.closed();
      else this.#ears.words(of, [wordOf(of, error)]);
    }
  }

  async #atMost(milliseconds: number, ended: Promise<unknown>): Promise<void> {
    let cancel = (): void => {};
    const late = new Promise<void>((resolve) => {
      cancel = this.#clock.after(milliseconds, resolve);
    });
    await Promise.race([ended, late]);
    cancel();
  }
}

function slow(late: ReadonlySet<Looking>): Word {
  const text = `snapshots: one takes longer than the time to the next (a slow source, or a slow reader), so that some are left out; ask less often with \`--${[...late].join("` and `--")}\``;
  return { level: "W", about: "slow snapshots", text };
}

function wordOf(about: string, error: unknown): Word {
  return { level: "E", about, text: `${about}: ${error instanceof Error ? error.message : String(error)}` };
}
