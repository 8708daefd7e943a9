import { lasting, type Moment, parseFraction, SECOND } from "./moment.ts";
import { usageError } from "./usage.ts";

const pattern = new RegExp(
  "^(?<year>\\d{4}|[+-]\\d{6})-(?<month>\\d\\d)-(?<day>\\d\\d)" +
    "(?:[T ](?<hour>\\d\\d):(?<minute>\\d\\d)(?::(?<second>\\d\\d)(?:[.,](?<fraction>\\d{1,9}))?)?)?" +
    " ?(?:Z|UTC|(?<sign>[+-])(?<zoneHour>\\d\\d)(?::?(?<zoneMinute>\\d\\d))?)?$",
  "i",
);

/**
 * Reads an ISO 8601 date, or date and time, in the extended form; undefined when the text has another shape.
 *
 * A date is its midnight. Without `Z` or an offset it is UTC, never the zone of the machine. Years beyond 9999 have a
 * sign and six digits. A blank may stand for the `T`. Throws E_USAGE for a day or time that does not exist.
 */
export function parseIso(option: string, text: string): Moment | undefined {
  const parts = pattern.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const number = (name: string): number => Number(parts[name] ?? 0);
  const date = new Date(0);
  date.setUTCFullYear(number("year"), number("month") - 1, number("day"));
  if (date.getUTCMonth() !== number("month") - 1 || date.getUTCDate() !== number("day")) {
    throw usageError(option, "a day that is in the calendar", text);
  }
  if (number("hour") > 23 || number("minute") > 59 || number("second") > 59) {
    throw usageError(option, "a time of day from 00:00:00 to 23:59:59", text);
  }
  if (number("zoneHour") > 23 || number("zoneMinute") > 59) {
    throw usageError(option, "an offset from -23:59 to +23:59", text);
  }
  const east = (number("zoneHour") * 60 + number("zoneMinute")) * (parts.sign === "-" ? -60 : 60);
  const seconds = date.getTime() / 1000 + number("hour") * 3600 + number("minute") * 60 + number("second") - east;
  const [part, unit] = parseFraction(parts.fraction);
  return lasting(BigInt(seconds) * SECOND + part, unit);
}
