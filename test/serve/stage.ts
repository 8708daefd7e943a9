import * as assert from "uvu/assert";
import type { Collected } from "../../src/collect/collector.ts";
import type { Part } from "../../src/collect/part.ts";
import type { Word } from "../../src/model/word.ts";
import { Daemon, type DaemonWorld } from "../../src/serve/daemon.ts";
import { Notifier } from "../../src/serve/notify.ts";
import { cronTimes } from "../../src/serve/schedule.ts";
import type { Job, Setup } from "../../src/serve/setup.ts";
import { PlayedClock, settled } from "./played-clock.ts";
import { type Faults, type Place, PlayedFeed, PlayedLane } from "./played-feed.ts";

const START = "2026-01-10T12:00:03Z";
/** The standards of the schedule. */
export const usual = { snapshot: "*/10 * * * * *", summary: "0 * * * * *", events: "*/5 * * * * *" };

/** A daemon on a played machine. */
export class Stage {
  readonly clock = new PlayedClock(START);
  readonly words: string[] = [];
  readonly samples = new PlayedLane();
  readonly faults: Faults = {};
  readonly events = new PlayedLane(this.faults);
  readonly place: Place = { at: 0, mark: 0 };
  readonly log: string[] = [];
  /** What became of collectors and deliveries: `A closed`. */
  readonly history: string[] = [];
  /** What a snapshot waits for. */
  snapshot: () => Promise<void> = async () => {};

  readonly world: DaemonWorld = {
    clock: this.clock,
    monotonic: () => 0n,
    notifier: new Notifier(undefined, this.clock, () => {}),
    words: (of, words) => this.words.push(...words.map((word) => `${of}: ${shown(word)}`)),
    say: (word) => this.words.push(shown(word)),
    closeOutput: () => this.history.push("output closed"),
  };

  setup(name: string, rows: Readonly<Partial<Record<Job, string>>> = usual): Setup {
    const times = Object.entries(rows).map(([job, cron]) => [job, cronTimes(cron, "UTC", this.clock.now)] as const);
    return {
      collector: {
        collect: async (now: bigint, parts: readonly Part[] = []): Promise<Collected> => {
          await this.snapshot();
          const text = [Buffer.from(`${name} ${parts.join("+")} ${(Number(now) / 1000 - Date.parse(START)) / 1000}\n`)];
          return { text, words: [], outcome: "something", rest: "none", save: () => [] };
        },
        close: async () => void this.history.push(`${name} closed`),
      },
      feeds: [new PlayedFeed(this.log, this.place, this.faults)],
      times: new Map(times as [Job, ReturnType<typeof cronTimes>][]),
      delay: 0,
      outlet: { lanes: { samples: this.samples, events: this.events } },
      delivery: {
        start: () => void this.history.push(`${name} delivers`),
        stop: async () => void this.history.push(`${name} delivered`),
      },
      status: () => name,
    };
  }

  /** Runs to the end while a test plays. */
  async play(first: Setup, act: (daemon: Daemon) => Promise<void>): Promise<void> {
    const daemon = new Daemon(first, this.world);
    const run = daemon.run();
    try {
      await settled();
      await act(daemon);
      daemon.stop();
      await settled();
      await this.clock.pass(5000);
      await run;
      assert.is(this.clock.waiting, 0, "no timer is left");
    } finally {
      this.clock.end();
    }
  }
}

const shown = ({ level, text }: Word): string => `${level} ${text}`;
