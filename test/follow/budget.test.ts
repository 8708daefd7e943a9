import fc from "fast-check";
import * as assert from "uvu/assert";
import { EventFeed } from "../../src/collect/event-feed.ts";
import type { View } from "../../src/collect/view.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { chanceOf } from "../kit/chance.ts";
import { describe } from "../kit/suite.ts";
import type { WriterRecord } from "../kit/utmp-writer.ts";
import { drained, take } from "./drained.ts";
import { type EventText, readEvents } from "./events.ts";
import { failure, login } from "./logins.ts";
import { onMachine } from "./machine.ts";
import { attacksOf, historyOf, RotatedLog, schedules } from "./schedule.ts";

const numRuns = Number(process.env.RUNS ?? 15);
const seeds = fc.integer({ min: 1, max: 1e6 });
const budgets = fc.integer({ min: 1, max: 12 });

describe("following with a budget", (test) => {
  test("gives the events of one reading through any schedule of rotations, each poll by another process", () =>
    fc.assert(
      fc.asyncProperty(seeds, schedules(30), budgets, (seed, schedule, budget) =>
        onMachine(
          async (machine) => {
            const log = new RotatedLog(machine, "var/log/wtmp", "linux-384-le", historyOf(seed));
            await machine.poll();
            await log.happen({ what: "write", records: 1 });
            const events: EventText[] = [];
            for (const happening of schedule) events.push(...(await log.happen(happening)));
            await log.happen({ what: "write", records: 1 });
            events.push(...(await drained(machine)));
            assert.equal(events, await readEvents([log.whole]));
          },
          { budget },
        ),
      ),
      { numRuns },
    ));

  test("counts failures that were written twice as one reading does", () =>
    fc.assert(
      fc.asyncProperty(seeds, schedules(30), budgets, (seed, schedule, budget) =>
        onMachine(
          async (machine) => {
            const log = new RotatedLog(machine, "var/log/btmp", "linux-384-le", attacksOf(seed));
            const events: EventText[] = [];
            await machine.poll();
            log.useClockOfRecords();
            for (const happening of schedule) events.push(...(await log.happen(happening)));
            await log.happen({ what: "write", records: 1 });
            machine.now += 5000;
            events.push(...(await drained(machine)));
            assert.equal(events, await readEvents([log.whole]));
          },
          { budget },
        ),
      ),
      { numRuns },
    ));

  test("tells about as much as it may, log after log, and says when there is more", () =>
    onMachine(
      async (machine) => {
        const users = Array.from({ length: 1500 }, (_, index) => login("alice", `pts/${index}`, index));
        machine.append("var/log/wtmp", ...users);
        machine.append("var/log/btmp", ...Array.from({ length: 30 }, (_, index) => failure("root", index)));
        const lengths: number[] = [];
        for (let rest = "more"; rest === "more"; ) {
          const polled = await machine.poll();
          lengths.push(polled.events.length);
          rest = polled.rest;
        }
        assert.equal(lengths, [1000, 500 + 30]);
      },
      { budget: 1000 },
    ));

  test("ends in the midst of a second that never ends, between two processes", () =>
    onMachine(
      async (machine) => {
        const flood = Array.from({ length: 2000 }, (_, index) => failure("root", 1, 1 + Math.floor(index / 2)));
        machine.append("var/log/btmp", ...flood);
        const { events, rest } = await machine.poll();
        assert.is(rest, "more");
        assert.ok(events.length < 700, `${events.length} events at once`);
        const all = [...events, ...(await drained(machine))];
        assert.is(all.length, 1000);
        assert.ok(all.every((event) => event.includes("count=2")));
      },
      { budget: 100 },
    ));

  test("does not stop where nothing is told, for the next poll would tell it", () =>
    onMachine(
      async (machine) => {
        machine.append("var/log/wtmp", ...take(100, historyOf(1)));
        machine.append("var/log/btmp", ...take(100, attacksOf(1)));
        assert.equal(await drained(machine, 1), []);
        assert.equal(await drained(machine, 1), []);
      },
      { budget: 3, start: "now" },
    ));
});

describe("the text of events", (test) => {
  const view: View = { format: "line-protocol", parts: ["events"], selection: null, include: "open" };
  const textOf = async (root: string, budget?: number): Promise<string> => {
    const report = { skip: () => {}, fail: assert.unreachable, notice: () => {} };
    const options = { root, failedNames: "all", start: "all", report, now: () => 4e12 } as const;
    const given = budget === undefined ? options : { ...options, budget };
    const feed = new EventFeed(createCore(layouts, "stays"), given, undefined, view);
    const text: Uint8Array[] = [];
    for (let rest = "more"; rest === "more"; ) {
      const told = await feed.poll();
      text.push(...told.text);
      rest = told.rest;
    }
    return Buffer.concat(text).toString();
  };

  /** Seconds that come again and again, in any order, as where a clock is set back, and few names. */
  const jumbled = (seed: number, count: number): WriterRecord[] => {
    const chance = chanceOf(seed);
    return Array.from({ length: count }, () =>
      failure(chance.pick(["root", "admin"]), chance.between(1, 40), chance.between(1, 3)),
    );
  };

  test("is the same for any budget, ordinals too", () =>
    fc.assert(
      fc.asyncProperty(seeds, fc.integer({ min: 1, max: 400 }), budgets, (seed, count, budget) =>
        onMachine(async (machine) => {
          machine.append("var/log/wtmp", ...take(count, historyOf(seed)));
          machine.append("var/log/btmp", ...jumbled(seed, count));
          const whole = await textOf(machine.root);
          assert.is(await textOf(machine.root, budget), whole);
          const points = whole.split("\n").map((line) => line.replace(/ .* /, " "));
          assert.is(new Set(points).size, points.length);
        }),
      ),
      { numRuns },
    ));
});
