//  Times (i64 microseconds since 1970 UTC) as text. Nothing here divides 64-bit numbers on the usual path: a moment
//  within a day is below 2^37 microseconds, and after a shift by 6 (10^6 = 64 x 15625) within 32 bits.

import { C_YEAR, enterDay, ISO_YEAR, writeDate } from "./date";
import { digits2, digits4, digits8, integerDigits } from "./digits";

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

//  Seconds of ten digits that fit 32 bits: 2001 to 2106.
const TEN_DIGITS: i64 = 1000000000000000;
const U32_SECONDS: i64 = 4294967296000000;

/** Writes the nanoseconds since 1970 of a time that hasNanoseconds(). */
export function nanoseconds(out: usize, time: i64): usize {
  if (time >= TEN_DIGITS && time < U32_SECONDS) {
    // Exact below 2^53 but for the rounding of the quotient, which may be one too high.
    let seconds = ((time as f64) * 1e-6) as u32;
    let micros = (time - (seconds as i64) * 1000000) as i32;
    if (micros < 0) {
      seconds -= 1;
      micros += 1000000;
    }
    const high = seconds / 100000000;
    out = sixDigits(digits8(digits2(out, high), seconds - high * 100000000), micros);
  } else {
    out = integerDigits(out, time);
    if (time == 0) return out;
  }
  store<u32>(out, 0x303030);
  return out + 3;
}

function clock(out: usize, ofDay: u64): usize {
  const seconds = ((ofDay >> 6) as u32) / 15625;
  const minutes = seconds / 60;
  const hours = minutes / 60;
  store<u8>(digits2(out, hours), 0x3a);
  store<u8>(digits2(out + 3, minutes - hours * 60), 0x3a);
  return digits2(out + 6, seconds - minutes * 60);
}

function micros(out: usize, ofDay: u64): usize {
  const seconds = ((ofDay >> 6) as u32) / 15625;
  const micros = (ofDay as u32) - seconds * 1000000;
  return sixDigits(out, micros);
}

function sixDigits(out: usize, micros: u32): usize {
  const high = micros / 10000;
  return digits4(digits2(out, high), micros - high * 10000);
}
