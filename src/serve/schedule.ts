import { createTask, parse, setLogger } from "node-cron";
import { WhofluxError } from "../model/error.ts";

//  Of node-cron this takes the language: fields, names, days of a month, time zones. Its own timers would not do here: they
//  run nothing for a tick that was slept through, walk through every missed one, and after a clock was set back they wait
//  until it is again as late as it was. Timetable has its own.
//
//  When an hour comes twice (the end of summer time), node-cron finds the times of its second pass no more: a schedule of
//  every ten seconds would pause for an hour. They are looked for here, second by second, where the hour may be any.

/** The times of a cron expression. */
export interface CronTimes {
  /** The first one after the present moment, in milliseconds since 1970. */
  next(): number;
  /** Lets go of it. */
  close(): void;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** No clock is set back by more at the end of summer time. */
const SECOND_PASS = 2 * 60 * MINUTE;
/** Minutes that the offset of a time zone is a multiple of. */
const OFFSET_STEP = 15;
const HOURS = 24;

/**
 * The times of an expression of five or six fields in a time zone (absent: the system's). A time that does not exist on a
 * day is left out on that day; one that comes twice counts once, unless the hour may be any. Throws E_USAGE for what is no
 * expression or no zone. `now`: milliseconds since 1970; node-cron itself looks at the clock of JavaScript.
 */
export function cronTimes(expression: string, timezone: string | undefined, now: () => number): CronTimes {
  setLogger(silence);
  const { task, fields } = parsed(expression, timezone);
  const isAnyHour = new Set(fields.hour).size === HOURS;
  const seconds = new Set(fields.second);
  const minutes = new Set(fields.minute.map((minute) => minute % OFFSET_STEP));
  return {
    next() {
      const from = now();
      const [found] = task.getNextRuns(1);
      const next = found === undefined ? Number.POSITIVE_INFINITY : found.getTime();
      if (!isAnyHour) return next;
      const end = Math.min(next, from + SECOND_PASS);
      for (let time = (Math.floor(from / SECOND) + 1) * SECOND; time < end; time += SECOND) {
        if (!seconds.has((time / SECOND) % 60) || !minutes.has(Math.floor(time / MINUTE) % OFFSET_STEP)) continue;
        if (task.match(new Date(time))) return time;
      }
      return next;
    },
    close: () => void task.destroy(),
  };
}

function parsed(expression: string, timezone: string | undefined) {
  try {
    const fields = parse(expression);
    const task = createTask(expression, () => {}, timezone === undefined ? {} : { timezone });
    // A zone that nobody knows, and a date that never comes, are noticed at the first question only.
    try {
      task.getNextRuns(1);
    } catch (error) {
      void task.destroy();
      throw error;
    }
    return { task, fields };
  } catch (cause) {
    throw new WhofluxError("E_USAGE", "no schedule", {
      expected: "five or six fields of cron, and a time zone as in Europe/Berlin",
      found: timezone === undefined ? expression : `${expression} in ${timezone}`,
      cause,
    });
  }
}

/** It would write to the console, which is where our data go. */
const silence = { info() {}, warn() {}, error() {}, debug() {} };
