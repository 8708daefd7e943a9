import { lasting, type Moment, parseFraction, SECOND } from "./moment.ts";
import { usageError } from "./usage.ts";

/**
 * Reads seconds since 1970: behind `@` any number of up to 11 digits, without it 9 or 10 digits (1973 to 2286), each
 * with up to nine digits of fraction. Undefined when the text has another shape; throws E_USAGE for plain digits that
 * look like a date, and for milliseconds and finer.
 */
export function parseEpoch(option: string, text: string): Moment | undefined {
  const match = /^(@-?)?(\d+)(?:[.,](\d{1,9}))?$/.exec(text);
  if (match === null) return undefined;
  const [, mark, digits = "", fraction] = match;
  if (digits.length > 11) {
    throw usageError(option, "seconds since 1970, of at most 11 digits", text, "turn finer units into seconds");
  }
  if (mark === undefined && (digits.length < 9 || digits.length > 10)) {
    const expected = "a date with dashes (2026-01-31), or seconds since 1970 behind @ when not of 9 or 10 digits";
    throw usageError(option, expected, text);
  }
  const [part, unit] = parseFraction(fraction);
  const distance = BigInt(digits) * SECOND + part;
  return lasting(mark === "@-" ? -distance : distance, unit);
}
