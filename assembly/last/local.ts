//  Seconds since 1970 UTC as local time. What is computed of a day, its date as text included, is kept: once for logins and
//  once for ends.
//
//   0      8      16     24       28       32         48
//  ┌──────┬──────┬──────┬────────┬────────┬──────────┬──────────┐   first: UTC second of the day, or of the offset in it
//  │first │span  │shift │before  │behind  │text      │text      │   shift: from UTC seconds to seconds of the day
//  │i64   │u64   │i64   │length  │length  │before 16 │behind 32 │   before, behind: what stands around the clock
//  └──────┴──────┴──────┴────────┴────────┴──────────┴──────────┘

import { C_YEAR, enterDay, writeDate } from "../text/date";
import { clock8 } from "../text/time";
import { ZONE_BYTES, ZONES } from "./regions";
import { TIMES_ISO, times } from "./style";

const DAY_BYTES: usize = 80;
export const LOGIN_DAY: usize = memory.data(160, 16);
export const END_DAY: usize = LOGIN_DAY + DAY_BYTES;

const SPAN: usize = 8;
const SHIFT: usize = 16;
const BEFORE_LENGTH: usize = 24;
const BEHIND_LENGTH: usize = 28;
const BEFORE: usize = 32;
const BEHIND: usize = 48;

const DAY: i64 = 86400;
const THURSDAY: i64 = 4;
//  Sun Mon Tue Wed Thu Fri Sat, Jan Feb … Dec, three letters each.
const names: usize = memory.data<u8>([
  0x53, 0x75, 0x6e, 0x4d, 0x6f, 0x6e, 0x54, 0x75, 0x65, 0x57, 0x65, 0x64, 0x54, 0x68, 0x75, 0x46, 0x72, 0x69, 0x53,
  0x61, 0x74, 0x4a, 0x61, 0x6e, 0x46, 0x65, 0x62, 0x4d, 0x61, 0x72, 0x41, 0x70, 0x72, 0x4d, 0x61, 0x79, 0x4a, 0x75,
  0x6e, 0x4a, 0x75, 0x6c, 0x41, 0x75, 0x67, 0x53, 0x65, 0x70, 0x4f, 0x63, 0x74, 0x4e, 0x6f, 0x76, 0x44, 0x65, 0x63, 0,
]);
const MONTHS: usize = 21;

/** Forgets the days: another log may come with other ZONES. */
export function beginDays(): void {
  store<u64>(LOGIN_DAY, 0, SPAN);
  store<u64>(END_DAY, 0, SPAN);
}

/** Whole seconds of a time in microseconds, rounded down. */
export function secondsOf(time: i64): i64 {
  const seconds = Math.floor((time as f64) * 1e-6) as i64;
  const rest = time - seconds * 1000000;
  return rest < 0 ? seconds - 1 : rest >= 1000000 ? seconds + 1 : seconds;
}

/** Writes date and clock; what stands behind the clock (year, offset) is left to writeBehind(). */
export function writeLocal(out: usize, day: usize, seconds: i64): usize {
  const clock = localClock(day, seconds);
  v128.store(out, v128.load(day, BEFORE));
  out += load<i32>(day, BEFORE_LENGTH);
  store<u64>(out, clock);
  return out + 8;
}

/** Writes the year, or in ISO 8601 the offset, of what writeLocal() wrote last. */
export function writeBehind(out: usize, day: usize): usize {
  v128.store(out, v128.load(day, BEHIND));
  return out + load<i32>(day, BEHIND_LENGTH);
}

/** The local clock, `HH:MM:SS`, the first digit in the lowest byte. */
export function localClock(day: usize, seconds: i64): u64 {
  if (((seconds - load<i64>(day)) as u64) >= load<u64>(day, SPAN)) enter(day, seconds);
  return clock8((seconds + load<i64>(day, SHIFT)) as u32);
}

function enter(day: usize, seconds: i64): void {
  let zone = ZONES;
  while (load<i64>(zone, ZONE_BYTES) <= seconds) zone += ZONE_BYTES;
  const offset = load<i64>(zone, 8);
  const local = seconds + offset;
  let number = local / DAY;
  if (number * DAY > local) --number;
  const shift = offset - number * DAY;
  const first = max(-shift, load<i64>(zone));
  store<i64>(day, first);
  store<i64>(day, min(DAY - shift, load<i64>(zone, ZONE_BYTES)) - first, SPAN);
  store<i64>(day, shift, SHIFT);
  enterDay(number * (DAY * 1000000), C_YEAR);
  const date = day + BEHIND + 1;
  const end = writeDate(date);
  let before = (end - date) as i32;
  let behind = 6;
  if (times() == TIMES_ISO) {
    // `2025-12-18T`, `+01:00`.
    v128.store(day, v128.load(date), BEFORE);
    store<u8>(day + before, 0x54, BEFORE);
    store<u64>(day, load<u64>(zone, 16), BEHIND);
    before += 1;
  } else {
    // `Thu Dec 18 `, ` 2025`.
    const month = (load<u8>(end - 5) as usize) * 10 + load<u8>(end - 4) - 0x30 * 11;
    const weekday = (((number + THURSDAY) % 7) + 7) % 7;
    const digits = load<u16>(end - 2) as u32;
    store<u32>(day, load<u32>(names + (weekday as usize) * 3), BEFORE);
    store<u32>(day, (load<u32>(names + MONTHS + (month - 1) * 3) << 8) | 0x20, BEFORE + 3);
    store<u32>(day, (digits << 8) | 0x20000020, BEFORE + 7);
    if ((digits & 0xff) == 0x30) store<u8>(day, 0x20, BEFORE + 8);
    store<u8>(day, 0x20, BEHIND);
    behind = before - 5;
    before = 11;
  }
  store<i32>(day, before, BEFORE_LENGTH);
  store<i32>(day, behind, BEHIND_LENGTH);
}
