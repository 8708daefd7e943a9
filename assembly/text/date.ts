//  The civil date of a day, kept as text: records come in runs of the same day, so it is computed once per run.

import { digits2, digits4, unsignedDigits } from "./digits";

/** Microseconds of a day. */
export const DAY: i64 = 86400000000;

/** Years outside 0000-9999 as ISO 8601 expands them: a sign and six digits. */
export const ISO_YEAR: i32 = 0;
/** Years as C's `%4d`. */
export const C_YEAR: i32 = 1;

const TEXT_BYTES: i32 = 16;
const text: usize = memory.data(TEXT_BYTES, 16);
const NONE: i32 = -1;
let start: i64 = 0;
let style: i32 = NONE;
let textLength: i32 = 0;

/** Microseconds since the midnight before `time`, and its date made ready for writeDate(). */
export function enterDay(time: i64, yearStyle: i32): u64 {
  const since = (time - start) as u64;
  if (since < (DAY as u64) && yearStyle == style) return since;
  let day = time / DAY;
  if (time < 0 && day * DAY != time) --day;
  start = day * DAY;
  style = yearStyle;
  textLength = (civilDate(text, day as i32) - text) as i32;
  // Days towards the ends of 64 bits are not kept: their difference from others may wrap around to less than a day.
  if ((time ^ (time << 1)) < 0) style = NONE;
  return (time - start) as u64;
}

/** Writes the date entered last, `YYYY-MM-DD`; 16 bytes at `out` are overwritten. */
export function writeDate(out: usize): usize {
  v128.store(out, v128.load(text));
  return out + textLength;
}

//  Days since 1970 to year, month and day in the calendar that starts in March of the year 0, where leap days come
//  last (howardhinnant.github.io/date_algorithms.html, civil_from_days). Any i64 of microseconds fits in 32 bits here.
function civilDate(out: usize, day: i32): usize {
  const shifted = day + 719468;
  const era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const dayOfEra = (shifted - era * 146097) as u32;
  const yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const march = (5 * dayOfYear + 2) / 153;
  const month = march < 10 ? march + 3 : march - 9;
  out = yearText(out, (yearOfEra as i32) + era * 400 + (month <= 2 ? 1 : 0));
  store<u8>(out, 0x2d);
  store<u8>(digits2(out + 1, month), 0x2d);
  return digits2(out + 4, dayOfYear - (153 * march + 2) / 5 + 1);
}

function yearText(out: usize, year: i32): usize {
  if (year >= 1000 && year <= 9999) return digits4(out, year);
  if (style == C_YEAR) return cYear(out, year);
  if (year >= 0 && year <= 9999) return digits4(out, year);
  const size = (year < 0 ? -year : year) as u32;
  store<u8>(out, year < 0 ? 0x2d : 0x2b);
  return digits4(digits2(out + 1, size / 10000), size % 10000);
}

function cYear(out: usize, year: i32): usize {
  const size = (year < 0 ? -year : year) as u32;
  const digits = size < 10 ? 1 : size < 100 ? 2 : size < 1000 ? 3 : 4;
  for (let pad = digits + (year < 0 ? 1 : 0); pad < 4; ++pad) store<u8>(out++, 0x20);
  if (year < 0) store<u8>(out++, 0x2d);
  return unsignedDigits(out, size);
}
