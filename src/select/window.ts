import { WhofluxError } from "../model/error.ts";
import { parseEpoch } from "./epoch.ts";
import { parseIso } from "./iso.ts";
import type { Moment } from "./moment.ts";
import { type Clock, parseRelative } from "./relative.ts";
import { usageError } from "./usage.ts";

/** The time cell is a signed 64-bit integer; its least value means absent. */
const GREATEST_TIME = 2n ** 63n - 1n;

/** Microseconds since 1970 UTC, both ends inclusive. An end that nobody set is the furthest time there is. */
export interface TimeWindow {
  readonly since: bigint;
  readonly until: bigint;
}

/**
 * Reads the values of `--since` and `--until`; undefined when there is neither.
 *
 * The window holds the first microsecond of the one through the last of the other: `--until 10:00:00` includes that
 * second, like last(1). Throws E_USAGE when the window can hold nothing.
 */
export function parseWindow(
  since: string | undefined,
  until: string | undefined,
  clock: Clock,
): TimeWindow | undefined {
  if (since === undefined && until === undefined) return undefined;
  const window = {
    since: since === undefined ? -GREATEST_TIME : parseMoment("--since", since, clock).first,
    until: until === undefined ? GREATEST_TIME : parseMoment("--until", until, clock).last,
  };
  if (window.since > window.until) {
    throw new WhofluxError("E_USAGE", "no time is in the window", {
      path: "--until",
      expected: `a time not before --since "${since}"`,
      found: `"${until}"`,
    });
  }
  return window;
}

function parseMoment(option: string, value: string, clock: Clock): Moment {
  const text = value.trim();
  const moment = parseRelative(text, clock) ?? parseEpoch(option, text) ?? parseIso(option, text);
  if (moment === undefined) {
    const ways =
      "a date (2026-01-31), a date and time (2026-01-31T10:00:00Z), today, yesterday, now, a time ago (-7d, 2h30m)";
    throw usageError(option, `${ways}, or seconds since 1970 (@1700000000)`, value);
  }
  if (moment.first <= -GREATEST_TIME || moment.last >= GREATEST_TIME) {
    throw usageError(option, "a time within 292000 years of 1970", value);
  }
  return moment;
}
