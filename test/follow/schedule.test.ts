import fc from "fast-check";
import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import type { LayoutName, WriterRecord } from "../kit/utmp-writer.ts";
import { type EventText, readEvents } from "./events.ts";
import { onMachine } from "./machine.ts";
import { attacksOf, type Happening, historyOf, RotatedLog, schedules, tornSchedules } from "./schedule.ts";

/** Follows a log through a schedule with a restart before every poll, and reads it whole. */
function sameAsWhole(
  path: string,
  layout: LayoutName,
  records: Iterable<WriterRecord>,
  schedule: readonly Happening[],
): Promise<void> {
  return onMachine(async (machine) => {
    const log = new RotatedLog(machine, path, layout, records);
    const events: EventText[] = [];
    await machine.poll();
    // What a part of the very first record is of, nobody can know.
    await log.happen({ what: "write", records: 1 });
    for (const happening of schedule) events.push(...(await log.happen(happening)));
    await log.happen({ what: "write", records: 1 });
    events.push(...(await log.happen({ what: "poll" })));
    assert.equal(events, await readEvents([log.whole]));
  });
}

const logs: readonly (readonly [path: string, layout: LayoutName])[] = [
  ["var/log/wtmp", "linux-384-le"],
  ["var/log/wtmp", "linux-400-le"],
  ["var/log/utx.log", "freebsd-utx-log"],
  ["var/log/wtmpx", "netbsd-520-le"],
];

describe("any schedule", (test) => {
  for (const [path, layout] of logs) {
    test(`of writing, rotating and polling a ${layout} gives the events of one reading, each once`, () =>
      fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), schedules(40), (seed, schedule) =>
          sameAsWhole(path, layout, historyOf(seed, path.includes("utx") ? "SHUTDOWN_TIME" : "RUN_LVL"), schedule),
        ),
        { numRuns: Number(process.env.RUNS ?? 30) },
      ));
  }

  // In utx.log, what a torn record swallows of the next one may look like a part of it: who met it alone knows better.
  for (const [path, layout] of logs.filter(([, name]) => name !== "freebsd-utx-log")) {
    test(`of torn writes to a ${layout}, polled in the midst of them, gives the events of one reading`, () =>
      fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), tornSchedules(30), (seed, schedule) =>
          sameAsWhole(path, layout, historyOf(seed), [
            { what: "write", records: 8 },
            { what: "poll" },
            ...schedule,
            // What stands behind the last tear is told when enough has followed it.
            { what: "write", records: 8 },
          ]),
        ),
        { numRuns: Number(process.env.RUNS ?? 30) },
      ));
  }

  test("of an attack in progress gives each failure once, with the records of one failure counted together", () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), schedules(40), (seed, schedule) =>
        onMachine(async (machine) => {
          const log = new RotatedLog(machine, "var/log/btmp", "linux-384-le", attacksOf(seed));
          const events: EventText[] = [];
          await machine.poll();
          log.useClockOfRecords();
          for (const happening of schedule) events.push(...(await log.happen(happening)));
          await log.happen({ what: "write", records: 1 });
          machine.now += 5000;
          events.push(...(await log.happen({ what: "poll" })));
          assert.equal(events, await readEvents([log.whole]));
        }),
      ),
      { numRuns: Number(process.env.RUNS ?? 30) },
    ));
});
