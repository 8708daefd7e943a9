import * as assert from "uvu/assert";
import type { Collected } from "../../src/collect/collector.ts";
import type { Part } from "../../src/collect/part.ts";
import { WhofluxError } from "../../src/model/error.ts";
import type { Word } from "../../src/model/word.ts";
import { Daemon, type DaemonWorld } from "../../src/serve/daemon.ts";
import { Notifier } from "../../src/serve/notify.ts";
import { cronTimes } from "../../src/serve/schedule.ts";
import type { Job, Setup } from "../../src/serve/setup.ts";
import { describe } from "../kit/suite.ts";
import { PlayedClock, settled } from "./played-clock.ts";
import { type Faults, type Place, PlayedFeed, PlayedLane } from "./played-feed.ts";

const START = "2026-01-10T12:00:03Z";
const usual = { snapshot: "*/10 * * * * *", summary: "0 * * * * *", events: "*/5 * * * * *" };

/** A daemon on a played machine. */
class Stage {
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
          return { text, words: [], outcome: "something", save: () => [] };
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

describe("the daemon", (test) => {
  test("does every job at the start and on schedule; the health of sources comes with the numbers", async () => {
    const stage = new Stage();
    stage.log.push("login\n");
    await stage.play(stage.setup("A"), async () => {
      await stage.clock.pass(7000);
      stage.log.push("logout\n");
      await stage.clock.pass(50_000);
    });
    assert.equal(stage.samples.text.trimEnd().split("\n"), [
      "A sessions+summary+collector 0",
      ...[7, 17, 27, 37, 47].map((time) => `A sessions ${time}`),
      "A sessions+summary+collector 57",
    ]);
    assert.is(stage.events.text, "login\nlogout\n");
    assert.equal(stage.history, ["A delivers", "output closed", "A closed", "A delivered"]);
    assert.equal(stage.words, []);
  });

  test("tells the health of sources with the sessions where there are no numbers", async () => {
    const stage = new Stage();
    await stage.play(stage.setup("A", { snapshot: usual.snapshot }), async () => {});
    assert.is(stage.samples.text, "A sessions+collector 0\n");
  });

  test("goes on with the logs while a snapshot hangs, leaves out times, says so, and ends in bounded time", async () => {
    const stage = new Stage();
    stage.snapshot = () => new Promise(() => {});
    await stage.play(stage.setup("A"), async () => {
      await stage.clock.pass(30_000);
      stage.log.push("login\n");
      await stage.clock.pass(5000);
    });
    assert.is(stage.events.text, "login\n");
    assert.is(stage.samples.text, "");
    assert.is(stage.history.at(-1), "A delivered");
  });

  test("says that snapshots are slow for as long as they are", async () => {
    const stage = new Stage();
    const ends: (() => void)[] = [];
    stage.snapshot = () => new Promise((resolve) => void ends.push(resolve));
    await stage.play(stage.setup("A", { snapshot: usual.snapshot }), async () => {
      await stage.clock.pass(20_000);
      ends.shift()?.();
      await settled();
      stage.snapshot = async () => {};
      await stage.clock.pass(10_000);
    });
    assert.is(stage.words.length, 1);
    assert.match(stage.words[0] ?? "", /^snapshots: W snapshots: one takes longer than the time to the next/);
    assert.equal(stage.samples.text.trimEnd().split("\n").length, 2);
  });

  test("goes on with snapshots while the logs fail, and tells what they hold when they do not", async () => {
    const stage = new Stage();
    stage.faults.poll = true;
    stage.log.push("login\n");
    await stage.play(stage.setup("A"), async () => {
      await stage.clock.pass(20_000);
      stage.faults.poll = false;
      await stage.clock.pass(5000);
    });
    assert.is(stage.words[0], "logs: E played log: unreadable");
    assert.is(stage.events.text, "login\n");
    assert.ok(stage.samples.frames.length >= 3);
  });

  test("takes another configuration without losing or doubling a line", async () => {
    const stage = new Stage();
    stage.log.push("1\n", "2\n", "3\n", "4\n", "5\n");
    await stage.play(stage.setup("A"), async (daemon) => {
      stage.log.push("6\n");
      daemon.reload(async () => async () => stage.setup("B"));
      await settled();
      await stage.clock.pass(5000);
    });
    assert.is(stage.events.text, "1\n2\n3\n4\n5\n6\n");
    assert.equal(stage.history, [
      "A delivers",
      "A closed",
      "A delivered",
      "B delivers",
      "output closed",
      "B closed",
      "B delivered",
    ]);
    assert.ok(stage.words.includes("I the configuration was read again and is in force"));
  });

  test("keeps the configuration in force when another is bad, and says all that is wrong with it", async () => {
    const stage = new Stage();
    const bad = [new WhofluxError("E_USAGE", "no such key"), new WhofluxError("E_USAGE", "no number")];
    await stage.play(stage.setup("A"), async (daemon) => {
      daemon.reload(() => Promise.reject(new AggregateError(bad)));
      await settled();
      daemon.reload(async () => () => Promise.reject(new WhofluxError("E_SINK", "cannot be opened")));
      await settled();
      stage.log.push("login\n");
      await stage.clock.pass(10_000);
    });
    const kept = "E the configuration was not taken: the one before stays in force";
    assert.equal(stage.words, ["E no such key", "E no number", kept, "E cannot be opened", kept]);
    assert.is(stage.events.text, "login\n");
    assert.equal(stage.history, ["A delivers", "output closed", "A closed", "A delivered"]);
  });

  test("keeps the configuration in force while the place in the logs cannot be saved", async () => {
    const stage = new Stage();
    stage.log.push("1\n", "2\n");
    stage.faults.save = true;
    await stage.play(stage.setup("A"), async (daemon) => {
      daemon.reload(async () => async () => stage.setup("B"));
      await settled();
      assert.ok(stage.words.includes("logs: E played log: no room for a state"));
      assert.ok(stage.words.includes("E no room for a state"));
      stage.faults.save = false;
      await stage.clock.pass(5000);
      daemon.reload(async () => async () => stage.setup("B"));
      await settled();
      stage.log.push("3\n");
      await stage.clock.pass(5000);
    });
    assert.is(stage.events.text, "1\n2\n3\n");
    assert.ok(stage.history.includes("B delivers"));
  });

  test("asked again while it reads a configuration reads it once more", async () => {
    const stage = new Stage();
    const names = ["B", "C", "D"];
    await stage.play(stage.setup("A"), async (daemon) => {
      const prepare = async () => async () => stage.setup(names.shift() ?? "too many");
      for (let time = 0; time < 3; time++) daemon.reload(prepare);
      await settled();
      await settled();
      assert.equal(names, ["D"]);
    });
  });

  test("does everything once and ends", async () => {
    const stage = new Stage();
    stage.log.push("1\n", "2\n", "3\n", "4\n", "5\n");
    try {
      await new Daemon(stage.setup("A"), stage.world).once();
    } finally {
      stage.clock.end();
    }
    assert.is(stage.samples.text, "A sessions+summary+collector 0\n");
    assert.is(stage.events.text, "1\n2\n3\n4\n5\n");
    assert.equal(stage.history, ["A delivers", "output closed", "A closed", "A delivered"]);
  });
});
