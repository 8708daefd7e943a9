//  Scores every layout against the start of a file. Size alone never decides: 25 records of 384 bytes are 24 of 400.

import { findRecord, foundRecordAt, layoutCount } from "./decode/sync";
import { utxRecordLength } from "./decode/utx-chain";
import { FAMILY_UTX_LOG, FLAG_BY_UID, L_BYTES, L_FAMILY, L_FLAGS, layoutAt } from "./layout";
import { INPUT, SCORE_BYTES, SCORES } from "./memory";
import { ACCEPTABLE, isEmptyAt, plausibility } from "./plausible";

/** Records with content that are looked at for one layout. */
const SAMPLE: i32 = 64;

let score: i32 = 0;
let good: i32 = 0;
let bad: i32 = 0;
let zero: i32 = 0;

function count(value: i32): void {
  score += value;
  if (value >= ACCEPTABLE) good++;
  else bad++;
}

/** Whether enough was seen to know that these are not the records; damage in a sound file looks different. */
function isHopeless(): bool {
  return bad >= 8 && bad > 4 * good;
}

/** Scores records at their stride; returns the bytes behind the last whole one. */
function walkFixed(layout: usize, start: usize, end: usize): i32 {
  const bytes = load<i32>(layout, L_BYTES);
  let p = start;
  for (; p + bytes <= end && good + bad < SAMPLE && !isHopeless(); p += bytes) {
    if (isEmptyAt(layout, p)) zero++;
    else count(plausibility(layout, p));
  }
  return ((end - start) as i32) % bytes;
}

function walkUtxLog(start: usize, end: usize): i32 {
  let p = start;
  while (p < end && good + bad < SAMPLE) {
    const length = utxRecordLength(p, end);
    if (length == 0 || p + 2 + length > end) {
      count(-8);
      return (end - p) as i32;
    }
    // Each length has to lead to the next record, which is more than its own plausibility says.
    count(8);
    p += 2 + length;
  }
  return 0;
}

/**
 * Scores all layouts on `length` bytes in INPUT that stand at `offset` in the file, into SCORES. Arrays by uid are
 * aligned to the offset; everything else is taken to start at the first byte.
 */
export function detect(length: i32, offset: i64): void {
  const end = INPUT + length;
  for (let index = 0; index < layoutCount(); index++) {
    const layout = layoutAt(index);
    score = good = bad = zero = 0;
    let start = INPUT;
    if (load<i32>(layout, L_FLAGS) & FLAG_BY_UID) {
      const bytes = load<i32>(layout, L_BYTES) as i64;
      start += ((bytes - (offset % bytes)) % bytes) as usize;
    }
    const isLog = load<i32>(layout, L_FAMILY) == FAMILY_UTX_LOG;
    const rest = start >= end ? 0 : isLog ? walkUtxLog(start, end) : walkFixed(layout, start, end);
    const entry = SCORES + index * SCORE_BYTES;
    store<i32>(entry, score);
    store<i32>(entry, good, 4);
    store<i32>(entry, bad, 8);
    store<i32>(entry, zero, 12);
    store<i32>(entry, rest, 16);
  }
}

/** Looks for records of any system inside the `length` bytes in INPUT: a layout's index, or -1. `foundRecordAt` tells where. */
export function detectInside(length: i32): i32 {
  return findRecord(-1, INPUT, INPUT + length, INPUT + length);
}

/** Bytes before the record that `detectInside` found. */
export function insideAt(): i32 {
  return (foundRecordAt() - INPUT) as i32;
}
