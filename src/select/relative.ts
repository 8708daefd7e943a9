import { lasting, type Moment, SECOND } from "./moment.ts";

/** The clock: milliseconds since 1970 UTC, as `Date.now` gives them. */
export type Clock = () => number;

const DAY = 86_400n * SECOND;

const unitSeconds: Readonly<Record<string, bigint>> = { s: 1n, m: 60n, h: 3_600n, d: 86_400n, w: 604_800n };

/**
 * Reads `now`, `today`, `yesterday` (midnights, UTC) or a distance from now: one or more numbers with w, d, h, m or s,
 * in the past unless a `+` leads. Undefined when the text has another shape; only then is the clock not asked.
 */
export function parseRelative(text: string, clock: Clock): Moment | undefined {
  const word = text.toLowerCase();
  if (word === "now") return fromNow(clock, 0n);
  if (word === "today") return lasting(midnight(clock), SECOND);
  if (word === "yesterday") return lasting(midnight(clock) - DAY, SECOND);
  if (!/^[+-]?(?:\d{1,12}[smhdw])+$/.test(word)) return undefined;
  let seconds = 0n;
  for (const [, count = "", unit = ""] of word.matchAll(/(\d+)(\D)/g)) {
    seconds += BigInt(count) * (unitSeconds[unit] ?? 0n);
  }
  return fromNow(clock, (word.startsWith("+") ? seconds : -seconds) * SECOND);
}

function fromNow(clock: Clock, difference: bigint): Moment {
  return lasting(BigInt(Math.floor(clock())) * 1000n + difference, 1000n);
}

function midnight(clock: Clock): bigint {
  return BigInt(Math.floor(clock() / 86_400_000)) * DAY;
}
