/**
 * A moment as somebody writes it, which is as long as its last digit: `10:00:00` is a whole second, `10:00:00.5` a
 * tenth of one. Both ends in microseconds since 1970 UTC, inclusive.
 */
export interface Moment {
  readonly first: bigint;
  readonly last: bigint;
}

/** Microseconds. */
export const SECOND = 1_000_000n;

/** The moment that begins at `first` and lasts `unit` microseconds. */
export function lasting(first: bigint, unit: bigint): Moment {
  return { first, last: first + unit - 1n };
}

/** Microseconds that the digits of a fraction of a second say, the finer ones cut off, and how long its last digit lasts. */
export function parseFraction(digits: string | undefined): readonly [microseconds: bigint, unit: bigint] {
  if (digits === undefined) return [0n, SECOND];
  return [BigInt(digits.padEnd(6, "0").slice(0, 6)), 10n ** BigInt(Math.max(0, 6 - digits.length))];
}
