//  How much the bytes at a place look like a record of one layout: the evidence behind detection and resync.
//  Structure (type, padding, time, reserved bytes) weighs more than text, because text is what attackers choose.

import { i64At, integerAt, isZero, textLength, u16At, u32At } from "./decode/bytes";
import {
  L_BIG_ENDIAN,
  L_BYTES,
  L_COUNT_AT,
  L_HOST_AT,
  L_HOST_BYTES,
  L_LINE_AT,
  L_LINE_BYTES,
  L_LOCK_AT,
  L_LOCK_BYTES,
  L_MAX_AT,
  L_PAD_AT,
  L_RESERVED_AT,
  L_RESERVED_BYTES,
  L_TIME_AT,
  L_TIME_KIND,
  L_TYPE_AT,
  L_TYPE_BYTES,
  L_TYPE_MAP,
  L_USEC_AT,
  L_USEC_BYTES,
  L_USER_AT,
  L_USER_BYTES,
  TIME_I32,
  TIME_I64,
  TIME_MICROSECONDS,
} from "./layout";
import { TYPE_EMPTY, TYPE_LOGIN_PROCESS } from "./row";

/** A score from which a place is taken for a record without any neighbour's word. */
export const STRONG: i32 = 6;
/** A score below which a record in its place is called damaged. */
export const ACCEPTABLE: i32 = 3;
export const HOPELESS: i32 = -16;

const ILLEGAL: i32 = 0xff;
/** The layout stores no type. */
const NO_TYPE: i32 = -1;
const YEAR_1980: i64 = 315532800;
const YEAR_2100: i64 = 4102444800;
/** A year of seconds. */
const LOCK_LIMIT: i64 = 31622400;
const SECONDS_MAX: i64 = 0x1_ffff_ffff;

/** The record's type in the common vocabulary, or 0xff when the number is none of this system's. */
export function typeAt(layout: usize, p: usize): i32 {
  const at = load<i32>(layout, L_TYPE_AT);
  const raw =
    load<i32>(layout, L_TYPE_BYTES) == 1 ? (load<u8>(p + at) as i32) : u16At(p + at, load<i32>(layout, L_BIG_ENDIAN));
  return raw < 16 ? (load<u8>((load<i32>(layout, L_TYPE_MAP) + raw) as usize) as i32) : ILLEGAL;
}

/** The record's seconds since 1970 as the layout stores them, signed where the system says so. */
export function secondsAt(layout: usize, p: usize): i64 {
  const at = p + load<i32>(layout, L_TIME_AT);
  const big = load<i32>(layout, L_BIG_ENDIAN);
  const kind = load<i32>(layout, L_TIME_KIND);
  if (kind == TIME_I64) return i64At(at, big);
  if (kind == TIME_MICROSECONDS) return i64At(at, big) / 1000000;
  const low = u32At(at, big);
  return kind == TIME_I32 ? (low as i32 as i64) : (low as i64);
}

function scoreTime(layout: usize, p: usize): i32 {
  const seconds = secondsAt(layout, p);
  if (seconds < 0 || seconds > SECONDS_MAX) return -8;
  let score = seconds >= YEAR_1980 && seconds <= YEAR_2100 ? 2 : 0;
  const usecAt = load<i32>(layout, L_USEC_AT);
  if (usecAt >= 0) {
    const usec = integerAt(p + usecAt, load<i32>(layout, L_USEC_BYTES), load<i32>(layout, L_BIG_ENDIAN));
    score += usec >= 0 && usec < 1000000 ? 1 : -4;
  }
  return score;
}

/** faillog's counters are small numbers; read in the wrong byte order they are not. */
function scoreCounters(layout: usize, p: usize): i32 {
  const countAt = load<i32>(layout, L_COUNT_AT);
  if (countAt < 0) return 0;
  const big = load<i32>(layout, L_BIG_ENDIAN);
  const failures = u16At(p + countAt, big) + u16At(p + load<i32>(layout, L_MAX_AT), big);
  const lock = integerAt(p + load<i32>(layout, L_LOCK_AT), load<i32>(layout, L_LOCK_BYTES), big);
  return failures < 256 && lock >= 0 && lock < LOCK_LIMIT ? 1 : -3;
}

/** Whether the text is free of control characters; bytes above 0x7e may be UTF-8. */
function isClean(p: usize, length: i32): bool {
  for (let i = 0; i < length; i++) {
    const byte = load<u8>(p + i);
    if (byte < 0x20 || byte == 0x7f) return false;
  }
  return true;
}

function scoreText(p: usize, width: i32, typed: bool, residue: i32): i32 {
  const length = textLength(p, width);
  if (length == 0) return isZero(p, width) ? 0 : -2;
  let score = isClean(p, length) ? 1 : -3;
  if (length < width && !isZero(p + length, width - length)) score += residue;
  // Without a type to go by, a long field with no NUL at all looks like a text file.
  if (!typed && length == width && width > 32) score -= 2;
  return score;
}

function startsWith(p: usize, word: u32, mask: u32): bool {
  return (load<u32>(p) & mask) == word;
}

/** `~`, `pts/`, `tty`, `:0`, `ftpd`, `ssh:`, `cons`: how lines begin. */
function isKnownLine(p: usize): bool {
  return (
    load<u8>(p) == 0x7e ||
    startsWith(p, 0x2f737470, 0xffffffff) ||
    startsWith(p, 0x00797474, 0x00ffffff) ||
    (load<u8>(p) == 0x3a && load<u8>(p, 1) - 0x30 < 10) ||
    startsWith(p, 0x64707466, 0xffffffff) ||
    startsWith(p, 0x3a687373, 0xffffffff) ||
    startsWith(p, 0x736e6f63, 0xffffffff)
  );
}

/** `reboot`, `runlevel`, `shutdown`, `LOGIN`, `utmpx-`, by their first four bytes. */
function isKnownUser(p: usize): bool {
  const word = load<u32>(p);
  return word == 0x6f626572 || word == 0x6c6e7572 || word == 0x74756873 || word == 0x49474f4c || word == 0x706d7475;
}

/** Scores one record, HOPELESS as soon as nothing can save it. About 30 ns. */
export function plausibility(layout: usize, p: usize): i32 {
  if (load<i32>(layout, L_TYPE_AT) < 0) return evidence(layout, p, NO_TYPE);
  const type = typeAt(layout, p);
  return type == ILLEGAL ? HOPELESS : evidence(layout, p, type);
}

/** Scores all of a record but its type: what is left when somebody wrote another number there. */
export function plausibilityBesideType(layout: usize, p: usize): i32 {
  return evidence(layout, p, TYPE_EMPTY);
}

function evidence(layout: usize, p: usize, type: i32): i32 {
  let score = 0;
  const typed = type != NO_TYPE;
  // agetty leaves the tail of "/dev/tty1" behind the NUL of ut_line.
  const residue = type == TYPE_LOGIN_PROCESS ? -1 : -3;
  if (typed) {
    if (type != TYPE_EMPTY) score += 2;
    const padAt = load<i32>(layout, L_PAD_AT);
    if (padAt >= 0) score += load<u16>(p + padAt) == 0 ? 1 : -4;
  }
  score += scoreTime(layout, p) + scoreCounters(layout, p);
  const reservedAt = load<i32>(layout, L_RESERVED_AT);
  if (reservedAt >= 0) score += isZero(p + reservedAt, load<i32>(layout, L_RESERVED_BYTES)) ? 1 : -3;
  if (score < -6) return HOPELESS;

  const line = p + load<i32>(layout, L_LINE_AT);
  const lineBytes = load<i32>(layout, L_LINE_BYTES);
  const lineScore = scoreText(line, lineBytes, typed, residue);
  score += lineScore;
  if (lineScore > 0 && isKnownLine(line)) score += 2;
  const userAt = load<i32>(layout, L_USER_AT);
  if (userAt >= 0) {
    const userScore = scoreText(p + userAt, load<i32>(layout, L_USER_BYTES), typed, residue);
    score += userScore;
    if (userScore > 0 && isKnownUser(p + userAt)) score += 2;
  }
  const hostAt = load<i32>(layout, L_HOST_AT);
  if (hostAt >= 0) score += scoreText(p + hostAt, load<i32>(layout, L_HOST_BYTES), typed, residue);
  return score;
}

/** Whether the whole record is zero: a hole, a wiped record or a free slot. */
export function isEmptyAt(layout: usize, p: usize): bool {
  return load<u64>(p) == 0 && isZero(p, load<i32>(layout, L_BYTES));
}
