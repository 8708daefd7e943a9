//  Times (i64 microseconds since 1970 UTC) as text. Nothing here divides 64-bit numbers on the usual path: a moment
//  within a day is below 2^37 microseconds, and after a shift by 6 (10^6 = 64 x 15625) within 32 bits.

import { C_YEAR, enterDay, ISO_YEAR, writeDate } from "./date";
import { ascii4, digits2, digits4, digits8, integerDigits } from "./digits";

/** Writes `2026-01-02T03:04:05.678901Z`. */
export function isoTime(out: usize, time: i64): usize {
  const ofDay = enterDay(time, ISO_YEAR);
  out = clock(writeDate(out), 0x54, ofDay);
  return fraction(out, 0x2e, ofDay, 0x5a);
}

/** Writes `2026-01-02 03:04:05`, for people. */
export function plainTime(out: usize, time: i64): usize {
  const ofDay = enterDay(time, ISO_YEAR);
  return clock(writeDate(out), 0x20, ofDay);
}

/** Writes `2026-01-02T03:04:05,678901+00:00`, as utmpdump. */
export function utmpdumpTime(out: usize, time: i64): usize {
  const ofDay = enterDay(time, C_YEAR);
  out = clock(writeDate(out), 0x54, ofDay);
  out = fraction(out, 0x2c, ofDay, 0x2b);
  store<u32>(out, 0x303a3030);
  store<u8>(out, 0x30, 4);
  return out + 5;
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

/** Writes a separator and the time of day to the second, nine bytes. */
function clock(out: usize, separator: u8, ofDay: u64): usize {
  store<u8>(out, separator);
  store<u64>(out, clock8(((ofDay >> 6) as u32) / 15625), 1);
  return out + 9;
}

/** `HH:MM:SS` of a second of the day, the first digit in the lowest byte. */
export function clock8(seconds: u32): u64 {
  const minutes = seconds / 60;
  const hours = minutes / 60;
  const hoursMinutes = ascii4(hours * 100 + minutes - hours * 60) as u64;
  const ofMinute = ascii4(seconds - minutes * 60) as u64;
  return (hoursMinutes & 0xffff) | 0x3a0000 | ((hoursMinutes >> 16) << 24) | 0x3a0000000000 | ((ofMinute >> 16) << 48);
}

/** Writes the microseconds of the second, six digits between two marks: eight bytes. */
function fraction(out: usize, before: u8, ofDay: u64, after: u8): usize {
  const seconds = ((ofDay >> 6) as u32) / 15625;
  const micros = (ofDay as u32) - seconds * 1000000;
  const high = micros / 100;
  const four = ascii4(high) as u64;
  const two = ascii4(micros - high * 100) as u64;
  store<u64>(out, (before as u64) | (four << 8) | ((two >> 16) << 40) | ((after as u64) << 56));
  return out + 8;
}

/** Writes six digits. */
function sixDigits(out: usize, micros: u32): usize {
  const high = micros / 10000;
  return digits4(digits2(out, high), micros - high * 10000);
}
