import { existsSync, readdirSync, readlinkSync, renameSync, utimesSync } from "node:fs";
import fc from "fast-check";
import * as assert from "uvu/assert";
import type { FollowOptions } from "../../src/follow/follow-options.ts";
import { Follower } from "../../src/follow/follower.ts";
import { chanceOf } from "../kit/chance.ts";
import { describe } from "../kit/suite.ts";
import { take } from "./drained.ts";
import { core, type EventText, eventsInStays, readEvents } from "./events.ts";
import { type Machine, onMachine } from "./machine.ts";
import { attacksOf } from "./schedule.ts";

const BTMP = "var/log/btmp";

/** One follower that goes on from poll to poll, as that of a daemon does. */
class Long {
  readonly follower: Follower;
  readonly events: EventText[] = [];

  constructor({ root }: Machine, budget: number) {
    const report: FollowOptions["report"] = { notice: fail, fail, skip: fail };
    const options = { root, failedNames: "all", start: "all", budget, report, now: () => 4e12 } as const;
    this.follower = new Follower(core, options, undefined);
  }

  async poll(): Promise<"more" | "none"> {
    return (await this.follower.poll((count) => this.events.push(...eventsInStays(count)))).rest;
  }
}

function fail(what: unknown): never {
  throw new Error(String(what));
}

/** Makes a compressed file of failed logins; `age`: 1 is the newest. */
function rotated(machine: Machine, age: number, seed: number, count: number): string {
  machine.append(`${BTMP}.${age}`, ...take(count, attacksOf(seed)));
  utimesSync(machine.at(`${BTMP}.${age}`), 1e9 - age, 1e9 - age);
  machine.compress(`${BTMP}.${age}`);
  return machine.at(`${BTMP}.${age}.gz`);
}

/** Files of a machine that this process has open. */
function openFiles({ root }: Machine): string[] {
  return readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`);
      return path.startsWith(root) ? path.slice(root.length + 1) : [];
    } catch {
      return [];
    }
  });
}

describe("a compressed log that is told in many polls", (test) => {
  const onLinux = process.platform === "linux" ? test : test.skip;

  test("gives the events of one reading, whatever the polls may tell", () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), (seed) =>
        onMachine(async (machine) => {
          const chance = chanceOf(seed);
          const paths = [2, 1].map((age) => rotated(machine, age, seed + age, chance.between(1, 5000)));
          machine.append(BTMP, ...take(chance.between(0, 20), attacksOf(seed)));
          const long = new Long(machine, chance.between(50, 3000));
          for (let rest = "more"; rest === "more"; ) {
            rest = await long.poll();
            // It is moved on while it is under way.
            if (chance.happens(10)) break;
          }
          if (chance.happens(50)) renameSync(paths[0] ?? "", machine.at(`${BTMP}.3.gz`));
          while ((await long.poll()) === "more");
          const all = [machine.at(`${BTMP}.2.gz`), machine.at(`${BTMP}.3.gz`)].filter((path) => existsSync(path));
          assert.equal(long.events, await readEvents([...all, machine.at(`${BTMP}.1.gz`), machine.at(BTMP)]));
        }),
      ),
      { numRuns: Number(process.env.RUNS ?? 10) },
    ));

  onLinux("stays open between polls, until it is told or the follower is closed", () =>
    onMachine(async (machine) => {
      rotated(machine, 1, 7, 3000);
      machine.append(BTMP, ...take(1, attacksOf(1)));
      const long = new Long(machine, 500);
      assert.is(await long.poll(), "more");
      assert.equal(openFiles(machine), [`${BTMP}.1.gz`]);
      assert.is(await long.poll(), "more");
      assert.equal(openFiles(machine), [`${BTMP}.1.gz`]);
      while ((await long.poll()) === "more");
      assert.equal(openFiles(machine), []);
      const other = new Long(machine, 500);
      assert.is(await other.poll(), "more");
      const underWay = other.poll();
      other.follower.close();
      await underWay;
      assert.equal(openFiles(machine), []);
    }),
  );
});
