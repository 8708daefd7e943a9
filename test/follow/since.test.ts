import { mkdirSync } from "node:fs";
import fc from "fast-check";
import * as assert from "uvu/assert";
import type { FollowStart } from "../../src/model/follow-start.ts";
import { describe } from "../kit/suite.ts";
import { drained, take } from "./drained.ts";
import { type EventText, readEvents } from "./events.ts";
import { failure, login, SECOND, START } from "./logins.ts";
import { onMachine } from "./machine.ts";
import { historyOf } from "./schedule.ts";

const numRuns = Number(process.env.RUNS ?? 8);
const seeds = fc.integer({ min: 1, max: 1e6 });
const budgets = fc.integer({ min: 1, max: 12 });

describe("following from a moment on", (test) => {
  const timeOf = (event: EventText): bigint => BigInt(/^time=(-?\d+)/.exec(event)?.[1] ?? 0);

  test("tells what a whole reading tells from then on, with any budget, and everything that is appended later", () =>
    fc.assert(
      fc.asyncProperty(seeds, fc.integer({ min: 0, max: 60_000 }), fc.option(budgets), (seed, second, budget) =>
        onMachine(
          async (machine) => {
            const since = BigInt(START + second * SECOND);
            const start: FollowStart = { since };
            const records = take(300, historyOf(seed));
            machine.append("var/log/wtmp.2", ...records.slice(0, 90));
            machine.compress("var/log/wtmp.2");
            machine.append("var/log/wtmp.1", ...records.slice(90, 200));
            machine.append("var/log/wtmp", ...records.slice(200));
            const events: EventText[] = [];
            for (let rest = "more"; rest === "more"; ) {
              const polled = await machine.poll({ start });
              events.push(...polled.events);
              rest = polled.rest;
            }
            const files = ["var/log/wtmp.2.gz", "var/log/wtmp.1", "var/log/wtmp"].map((path) => machine.at(path));
            const whole = await readEvents(files);
            assert.equal(
              events,
              whole.filter((event) => timeOf(event) >= since),
            );
            machine.append("var/log/wtmp", login("late", "pts/9", second - 5000));
            const later = await drained(machine);
            assert.equal(later, (await readEvents(files)).slice(whole.length));
          },
          budget === null ? {} : { budget },
        ),
      ),
      { numRuns },
    ));

  test("tells failed logins from then on", () =>
    onMachine(
      async (machine) => {
        machine.append("var/log/btmp.1", failure("old", 10), failure("old", 20));
        machine.append("var/log/btmp", failure("old", 30), failure("new", 40), failure("new", 50));
        const events = await drained(machine);
        assert.is(events.length, 2);
        assert.ok(events.every((event) => event.includes("username=new")));
      },
      { start: { since: BigInt(START + 40 * SECOND) }, budget: 1 },
    ));

  test("tells all of a log that was not there before", () =>
    onMachine(
      async (machine) => {
        mkdirSync(machine.at("var/log"), { recursive: true });
        await machine.poll();
        machine.append("var/log/wtmp", login("alice", "pts/0", 10));
        assert.is((await machine.poll()).events.length, 1);
      },
      { start: { since: BigInt(START + 40 * SECOND) } },
    ));
});
