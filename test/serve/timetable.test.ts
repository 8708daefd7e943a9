import fc from "fast-check";
import * as assert from "uvu/assert";
import { cronTimes } from "../../src/serve/schedule.ts";
import { Timetable } from "../../src/serve/timetable.ts";
import { describe } from "../kit/suite.ts";
import { PlayedClock } from "./played-clock.ts";

const START = "2026-01-10T12:00:03Z";

/** What was due when, in seconds since the start by the wall clock. */
async function played(
  rows: Readonly<Record<string, string>>,
  delay: number,
  play: (clock: PlayedClock, table: Timetable<string>) => Promise<void>,
): Promise<[number, string][]> {
  const clock = new PlayedClock(START);
  const due: [number, string][] = [];
  const times = new Map(Object.entries(rows).map(([job, cron]) => [job, cronTimes(cron, "UTC", clock.now)] as const));
  const table = new Timetable(times, {
    clock,
    delay,
    due: (jobs) => due.push([(clock.now() - Date.parse(START)) / 1000, [...jobs].join("+")]),
  });
  try {
    table.start();
    await play(clock, table);
    table.stop();
    assert.is(clock.waiting, 0, "nothing waits after the end");
  } finally {
    for (const time of times.values()) time.close();
    clock.end();
  }
  return due;
}

describe("a timetable", (test) => {
  test("begins with every job at once, and tells jobs of one moment together", async () => {
    const due = await played({ snapshot: "*/10 * * * * *", summary: "0 * * * * *" }, 0, (clock) => clock.pass(60_000));
    assert.equal(due, [
      [0, "snapshot+summary"],
      [7, "snapshot"],
      [17, "snapshot"],
      [27, "snapshot"],
      [37, "snapshot"],
      [47, "snapshot"],
      [57, "snapshot+summary"],
    ]);
  });

  test("makes one of all times that were slept through, a few seconds after waking at most, and goes on in step", async () => {
    const due = await played({ snapshot: "*/10 * * * * *" }, 0, async (clock) => {
      await clock.pass(10_000);
      clock.set(8 * 3_600_000);
      await clock.pass(20_000);
    });
    const night = 8 * 3600;
    assert.is(due.length, 5);
    assert.equal(due.slice(0, 2), [
      [0, "snapshot"],
      [7, "snapshot"],
    ]);
    const [[woken] = [0], ...rest] = due.slice(2);
    assert.ok(woken > night + 10 && woken <= night + 15, `${woken}`);
    assert.equal(
      rest.map(([time]) => time - night),
      [17, 27],
    );
  });

  test("goes on within seconds when the clock is set back, and does nothing twice at once", async () => {
    const due = await played({ snapshot: "*/10 * * * * *" }, 0, async (clock) => {
      await clock.pass(10_000);
      clock.set(-3_600_000);
      await clock.pass(30_000);
    });
    assert.equal(
      due.map(([time]) => (time < 0 ? time + 3600 : time)),
      [0, 7, 17, 27, 37],
    );
  });

  test("is late by its delay, but for the first time, and merges what becomes due meanwhile", async () => {
    const due = await played({ a: "*/10 * * * * *", b: "5-59/10 * * * * *" }, 6500, (clock) => clock.pass(26_000));
    assert.equal(due, [
      [0, "a+b"],
      [8.5, "b+a"],
      [18.5, "b+a"],
    ]);
  });

  test("does every job as often as its times come, however time passes, while nobody sets the clock", async () => {
    const periods = fc.constantFrom(1, 2, 5, 10, 30);
    const steps = fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(periods, steps, async (period, passes) => {
        const due = await played({ job: `*/${period} * * * * *` }, 0, async (clock) => {
          for (const milliseconds of passes) await clock.pass(milliseconds);
        });
        const total = passes.reduce((sum, milliseconds) => sum + milliseconds, 0);
        const from = Date.parse(START);
        const expected = Array.from({ length: 60 }, (_, index) => index + 1).filter(
          (second) => second * 1000 <= total && ((from / 1000 + second) % 60) % period === 0,
        );
        assert.equal(
          due.slice(1).map(([time]) => time),
          expected,
        );
      }),
      { numRuns: 30 },
    );
  });
});
