//  Line protocol merges points of equal (tags, timestamp). A record's tags are its type (an event's its action), line and
//  user; the ordinal is one tag more that keeps two records apart: 0 (no tag) for the first, 1 for the next one alike, and so on.
//
//  Memory is bounded, so not every key of the past can be known. A key (time, series) belongs to one bucket:
//
//   0      8     16     24      28     32     40      44     48     56      60     64
//  ┌──────┬─────┬──────┬───────┬──────┬──────┬───────┬──────┬──────┬───────┬──────┐
//  │floor │lane │moment│series │count │moment│series │count │moment│series │count │  moment = time with its sign bit
//  └──────┴─────┴──────┴───────┴──────┴──────┴───────┴──────┴──────┴───────┴──────┘  flipped: unsigned, 0 = none
//
//  A full bucket forgets the key with the smallest time, so it holds the three latest; `floor` is the greatest time
//  forgotten. A key that is neither held nor at or below the floor was never here: it is new. A key that may have been
//  forgotten goes to its lower bucket, which works alike, but counts in a lane of its own; when that cannot tell either,
//  the lower bucket starts empty in the next lane. Hence, for one key, (lane, count) never comes twice:
//
//      ordinal = lane * 2^20 + count      lane 0 above, 1, 2, 3 … below; a count that is used up moves on to a new lane
//
//  The ordinal depends on the records before it alone, never on chunks, clocks or chance. Times in rising order, with
//  any jitter of seconds, stay in lane 0; so does any file of up to some hundred records, whatever its order.

import { ORDINAL_BUCKET_BYTES, ORDINAL_BUCKETS, ORDINALS, ROW_BYTES } from "./memory";
import {
  ABSENT,
  CELL_LINE,
  CELL_ORDINAL,
  CELL_TIME,
  CELL_TYPE,
  CELL_USER,
  isTypeTag,
  outputRowAt,
  TYPE_SHUTDOWN_TIME,
} from "./row";

const FLOOR: usize = 0;
const LANE: usize = 8;
const FIRST: usize = 16;
const SECOND: usize = 32;
const THIRD: usize = 48;
const ENTRY_BYTES: usize = 16;
const SERIES: usize = 8;
const COUNT: usize = 12;

const COUNT_BITS: i64 = 20;
const COUNT_LIMIT: u32 = 1 << 20;
const LOWER: usize = ORDINAL_BUCKETS * ORDINAL_BUCKET_BYTES;
const BUCKET_BITS: u64 = 11;
const MULTIPLIER: u64 = 0x9e3779b97f4a7c15;
/** place() cannot tell whether the key was here before. */
const UNKNOWN: i64 = -1;

let used: bool = false;

/** Forgets all keys: a run begins. */
export function resetOrdinals(): void {
  if (used) memory.fill(ORDINALS, 0, 2 * LOWER);
  used = false;
}

/**
 * Writes CELL_ORDINAL of the first `count` rows: rows of one run with equal time, type, line and user (absent and empty
 * texts being equal, as are all types without a name) get different ordinals. A row without a time gets 0.
 */
export function assignOrdinals(count: i32): void {
  used = true;
  const end = outputRowAt(count);
  for (let row = outputRowAt(0); row < end; row += ROW_BYTES) {
    const time = load<i64>(row, CELL_TIME * 8);
    // A time with microseconds seldom comes twice, whoever it is: only whole seconds (multiples of 10^6, so of 64) are
    // worth telling the tags apart.
    const series: u32 = time & 63 ? 0 : seriesOf(row);
    store<i64>(row + CELL_ORDINAL * 8, time == ABSENT ? 0 : ordinalOf((time ^ ABSENT) as u64, series));
  }
}

function ordinalOf(moment: u64, series: u32): i64 {
  const mixed = (moment ^ ((series as u64) << 29)) * MULTIPLIER;
  const bucket = ORDINALS + ((mixed >> (64 - BUCKET_BITS)) as usize) * ORDINAL_BUCKET_BYTES;
  const ordinal = place(bucket, moment, series, 0);
  return ordinal == UNKNOWN ? placeBelow(bucket + LOWER, moment, series) : ordinal;
}

function placeBelow(bucket: usize, moment: u64, series: u32): i64 {
  const lane = load<i64>(bucket, LANE) + 1;
  const ordinal = place(bucket, moment, series, lane);
  if (ordinal != UNKNOWN) return ordinal;
  memory.fill(bucket, 0, ORDINAL_BUCKET_BYTES);
  store<i64>(bucket, lane, LANE);
  return place(bucket, moment, series, lane + 1);
}

/** Finds or enters a key in one bucket and returns its next ordinal there, or UNKNOWN, the bucket then unchanged. */
function place(bucket: usize, moment: u64, series: u32, lane: i64): i64 {
  if (moment > load<u64>(bucket, FIRST)) {
    store<u64>(bucket, load<u64>(bucket, THIRD), FLOOR);
    v128.store(bucket, v128.load(bucket, SECOND), THIRD);
    v128.store(bucket, v128.load(bucket, FIRST), SECOND);
    enter(bucket + FIRST, moment, series);
    return lane << COUNT_BITS;
  }
  for (let entry = bucket + FIRST; entry <= bucket + THIRD; entry += ENTRY_BYTES) {
    if (load<u64>(entry) == moment && load<u32>(entry, SERIES) == series) return again(entry, lane);
  }
  if (moment <= load<u64>(bucket, FLOOR)) return UNKNOWN;
  enterInOrder(bucket, moment, series);
  return lane << COUNT_BITS;
}

function again(entry: usize, lane: i64): i64 {
  const count = load<u32>(entry, COUNT);
  if (count == COUNT_LIMIT) return UNKNOWN;
  store<u32>(entry, count + 1, COUNT);
  return (lane << COUNT_BITS) | (count as i64);
}

/** Enters a key that is not later than the first entry; one not later than the third is forgotten at once. */
function enterInOrder(bucket: usize, moment: u64, series: u32): void {
  const third = load<u64>(bucket, THIRD);
  store<u64>(bucket, min(moment, third), FLOOR);
  if (moment <= third) return;
  if (moment <= load<u64>(bucket, SECOND)) return enter(bucket + THIRD, moment, series);
  v128.store(bucket, v128.load(bucket, SECOND), THIRD);
  enter(bucket + SECOND, moment, series);
}

function enter(entry: usize, moment: u64, series: u32): void {
  store<u64>(entry, moment);
  store<u32>(entry, series, SERIES);
  store<u32>(entry, 1, COUNT);
}

/** 32 bits for a row's tags; equal tags give equal bits, and different ones seldom do: that costs only a spare ordinal. */
function seriesOf(row: usize): u32 {
  const type = isTypeTag ? min<u64>(load<u64>(row, CELL_TYPE * 8), TYPE_SHUTDOWN_TIME + 1) : 0;
  const line = digest(load<u64>(row, CELL_LINE * 8));
  const user = digest(load<u64>(row, CELL_USER * 8));
  const mixed = ((line * MULTIPLIER) ^ user ^ (type << 56)) * MULTIPLIER;
  return (mixed >> 32) as u32;
}

/** The first 8 bytes of a text and its length; 0 for an absent or empty one. */
function digest(span: u64): u64 {
  const length = span >> 32;
  const head = load<u64>((span & 0xffffffff) as usize);
  const mask = u64.MAX_VALUE >> ((8 - min<u64>(length, 8)) * 8);
  return select<u64>(0, (head & mask) + length * MULTIPLIER, length == 0);
}
