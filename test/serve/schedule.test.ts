import * as assert from "uvu/assert";
import { cronTimes } from "../../src/serve/schedule.ts";
import { describe } from "../kit/suite.ts";
import { PlayedClock } from "./played-clock.ts";

/** The first times after a moment, each asked for when the one before has come. */
function timesAfter(start: string, expression: string, timezone: string, count: number): string[] {
  const clock = new PlayedClock(start);
  const times = cronTimes(expression, timezone, clock.now);
  try {
    return Array.from({ length: count }, () => {
      clock.set(times.next() - clock.now());
      return new Date(clock.now()).toISOString();
    });
  } finally {
    times.close();
    clock.end();
  }
}

const minutes = (times: readonly string[]): string[] => times.map((time) => time.slice(5, 16));

describe("times of a schedule", (test) => {
  test("come in the time zone that was named", () => {
    const daily = timesAfter("2026-01-10T00:00:00Z", "30 6 * * *", "Asia/Kolkata", 2);
    assert.equal(minutes(daily), ["01-10T01:00", "01-11T01:00"]);
    const workdays = timesAfter("2026-01-10T00:00:00Z", "0 9 * * mon-fri", "America/New_York", 2);
    assert.equal(minutes(workdays), ["01-12T14:00", "01-13T14:00"]);
  });

  test("go on without a pause through an hour that comes twice", () => {
    for (const [zone, start] of [
      ["Europe/Berlin", "2026-10-25T00:00:00Z"],
      ["America/New_York", "2026-11-01T05:00:00Z"],
      ["Australia/Lord_Howe", "2026-04-04T14:00:00Z"],
    ] as const) {
      const times = timesAfter(start, "*/10 * * * * *", zone, 3 * 360).map((time) => Date.parse(time));
      assert.equal([...new Set(times.map((time, index) => time - (times[index - 1] ?? Date.parse(start))))], [10_000]);
    }
  });

  test("of every full hour come each hour of the day that has 25, and of the one that has 23", () => {
    const autumn = timesAfter("2026-10-24T22:00:00Z", "0 * * * *", "Europe/Berlin", 5);
    assert.equal(minutes(autumn), ["10-24T23:00", "10-25T00:00", "10-25T01:00", "10-25T02:00", "10-25T03:00"]);
    const spring = timesAfter("2026-03-28T23:00:00Z", "0 * * * *", "Europe/Berlin", 3);
    assert.equal(minutes(spring), ["03-29T00:00", "03-29T01:00", "03-29T02:00"]);
  });

  test("of a certain hour come once on the day on which it comes twice", () => {
    const times = timesAfter("2026-10-24T12:00:00Z", "30 2 * * *", "Europe/Berlin", 2);
    assert.equal(minutes(times), ["10-25T01:30", "10-26T01:30"]);
  });

  test("of an hour that a day does not have are left out on that day", () => {
    const times = timesAfter("2026-03-28T12:00:00Z", "30 2 * * *", "Europe/Berlin", 2);
    assert.equal(minutes(times), ["03-30T00:30", "03-31T00:30"]);
  });

  test("are refused where the expression or the zone is none", () => {
    for (const [expression, zone] of [
      ["every minute", "UTC"],
      ["61 * * * *", "UTC"],
      ["* * * * *", "Mars/Olympus"],
      ["0 0 31 2 *", "UTC"],
    ] as const) {
      assert.throws(() => cronTimes(expression, zone, Date.now), /no schedule \(expected five or six fields/);
    }
  });
});
