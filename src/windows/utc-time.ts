const UTC = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/;

/**
 * Microseconds since 1970 of a time in UTC as .NET and event logs write it, `2026-01-05T11:59:59.1234567Z`, what is finer
 * cut off. Undefined for another shape, for a moment that no calendar has, and for 1970 or before: FILETIMEs that were
 * never set are in 1601.
 */
export function utcMicros(text: string): bigint | undefined {
  const [, seconds = "", fraction = ""] = UTC.exec(text) ?? [];
  const millis = Date.parse(`${seconds}Z`);
  if (!(millis > 0)) return undefined;
  // 30 February is carried over to March.
  if (!new Date(millis).toISOString().startsWith(seconds)) return undefined;
  return BigInt(millis) * 1000n + BigInt(fraction.padEnd(6, "0").slice(0, 6));
}
