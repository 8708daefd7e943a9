/**
 * A moment of which events were told, with what a server tells events apart by: whoever goes on must give an event of the
 * same moment the next ordinal, or it would take the place of one that was told before.
 */
export interface ToldMoment {
  /** Microseconds since 1970, as decimal digits. */
  readonly time: string;
  /** Number of the action. */
  readonly action: number;
  /** Bytes in hexadecimal digits. */
  readonly line: string;
  readonly username: string;
  /** Events that were told. */
  readonly count: number;
}

/** As many are kept; they are the latest that were told. */
export const MAX_TOLD = 256;

/** As far as events of one moment are counted. */
export const MAX_COUNT = 2 ** 20;

/** Longest text of a moment in hexadecimal digits. */
const MAX_HEX = 8192;

/** The moments behind a value out of a file. Throws with what is wrong. */
export function toldMomentsOf(value: unknown): ToldMoment[] {
  if (!Array.isArray(value) || value.length > MAX_TOLD) throw new Error("told: no list of moments");
  return value.map(momentOf);
}

function momentOf(value: unknown): ToldMoment {
  const { time, action, line, username, count } = (value ?? {}) as Record<string, unknown>;
  const isSound =
    typeof time === "string" &&
    /^-?\d{1,18}$/.test(time) &&
    isSmall(action, 63) &&
    isHex(line) &&
    isHex(username) &&
    isSmall(count, MAX_COUNT);
  if (!isSound) throw new Error("told: not as it is written");
  return { time, action, line, username, count };
}

function isSmall(value: unknown, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most;
}

function isHex(value: unknown): value is string {
  return typeof value === "string" && value.length <= MAX_HEX && /^(?:[0-9a-f]{2})*$/.test(value);
}
