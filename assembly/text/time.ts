//  Times (i64 microseconds since 1970 UTC) as text. Nothing here divides 64-bit numbers on the usual path: a moment
//  within a day is below 2^37 microseconds, and after a shift by 6 (10^6 = 64 x 15625) within 32 bits.

import { C_YEAR, enterDay, ISO_YEAR, writeDate } from "./date";
import { digits8, integerDigits, shortDigits } from "./digits";

/** Most bytes of a time in any of these forms, with what is overwritten behind it. */
export const TIME_TEXT: usize = 48;

/** Writes `2026-01-02T03:04:05.678901Z`. */
export function isoTime(out: usize, time: i64): usize {
  const ofDay = enterDay(time, ISO_YEAR);
  out = writeDate(out);
  store<u8>(out, 0x54);
  out = clock(out + 1, ofDay);
  store<u8>(out, 0x2e);
  out = micros(out + 1, ofDay);
  store<u8>(out, 0x5a);
  return out + 1;
}

/** Writes `2026-01-02 03:04:05`, for people. */
export function plainTime(out: usize, time: i64): usize {
  const ofDay = enterDay(time, ISO_YEAR);
  out = writeDate(out);
  store<u8>(out, 0x20);
  return clock(out + 1, ofDay);
}

/** Writes `2026-01-02T03:04:05,678901+00:00`, as utmpdump. */
export function utmpdumpTime(out: usize, time: i64): usize {
  const ofDay = enterDay(time, C_YEAR);
  out = writeDate(out);
  store<u8>(out, 0x54);
  out = clock(out + 1, ofDay);
  store<u8>(out, 0x2c);
  out = micros(out + 1, ofDay);
  store<u32>(out, 0x3a30302b);
  store<u16>(out, 0x3030, 4);
  return out + 6;
}

/** True when a time in nanoseconds fits a signed 64-bit integer, as line protocol wants it. */
export function hasNanoseconds(time: i64): bool {
  return time >= -9223372036854775 && time <= 9223372036854775;
}

/** Writes the nanoseconds since 1970 of a time that hasNanoseconds(). */
export function nanoseconds(out: usize, time: i64): usize {
  if (time >= 0 && time < 1 << 52) {
    // A double holds the time, and the product is at most one off.
    let high = ((time as f64) * 1e-8) as u32;
    let low = (time - (high as i64) * 100000000) as i32;
    if (low < 0) {
      --high;
      low += 100000000;
    } else if (low >= 100000000) {
      ++high;
      low -= 100000000;
    }
    if (high > 0) out = digits8(shortDigits(out, high), low);
    else out = shortDigits(out, low);
  } else {
    out = integerDigits(out, time);
  }
  // Nought nanoseconds are written `0`, not `0000`.
  if (time == 0) return out;
  store<u32>(out, 0x303030);
  return out + 3;
}

//  HH:MM:SS in one u64: each number in its own 24 bits, its tens and ones split side by side.
function clock(out: usize, ofDay: u64): usize {
  const seconds = ((ofDay >> 6) as u32) / 15625;
  const minutes = seconds / 60;
  const hours = minutes / 60;
  const fields =
    (hours as u64) | (((minutes - hours * 60) as u64) << 24) | (((seconds - minutes * 60) as u64) << 48);
  const tens = ((fields * 103) >> 10) & 0x000f00000f00000f;
  store<u64>(out, (tens | ((fields - tens * 10) << 8)) + 0x30303a30303a3030);
  return out + 8;
}

function micros(out: usize, ofDay: u64): usize {
  const seconds = ((ofDay >> 6) as u32) / 15625;
  digits8(out, ((ofDay as u32) - seconds * 1000000) * 100);
  return out + 6;
}
