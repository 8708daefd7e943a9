//  Staying on the records. A torn write, a second record size in the file or plain garbage moves the records away from
//  their stride; this finds them again. Decisions look one record ahead, so the buffer must reach that far.

import { FAMILY_UTX_LOG, L_BYTES, L_FAMILY, L_GROUP, L_TYPE_AT, layoutAt } from "../layout";
import { ACCEPTABLE, HOPELESS, isEmptyAt, plausibility, plausibilityBesideType, STRONG, typeAt } from "../plausible";
import { isZero } from "./bytes";
import { isUtxChain } from "./utx-chain";

let layouts: i32 = 0;

/** Takes the first `count` rows of the layout table into use. */
export function setLayoutCount(count: i32): void {
  layouts = count;
}

/** Rows of the layout table in use. */
export function layoutCount(): i32 {
  return layouts;
}

/** What follows a record: +1 a record or the exact end, 0 nothing to tell (zeros, a cut record), -1 no record. */
function neighbour(layout: usize, p: usize, end: usize): i32 {
  if (p == end) return 1;
  const bytes = load<i32>(layout, L_BYTES);
  if (p + bytes > end) return 0;
  if (isEmptyAt(layout, p)) return 0;
  return plausibility(layout, p) >= ACCEPTABLE ? 1 : -1;
}

/** Plausibility of a record and of what follows it. */
function standing(layout: usize, p: usize, end: usize): i32 {
  const bytes = load<i32>(layout, L_BYTES);
  if (p + bytes > end) return HOPELESS;
  const score = plausibility(layout, p);
  return score <= HOPELESS ? HOPELESS : score + 4 * neighbour(layout, p + bytes, end);
}

/**
 * The layout of the record at `p`, where the current one fails the quick test: an index into the layout table, or -1
 * when no record of the system is there. Odd records in their place are kept.
 */
export function settle(current: i32, p: usize, end: usize): i32 {
  const layout = layoutAt(current);
  const own = plausibility(layout, p);
  const group = load<i32>(layout, L_GROUP);
  let best = current;
  let bestStanding = standing(layout, p, end);
  for (let index = 0; index < layouts; index++) {
    const other = layoutAt(index);
    if (index == current || load<i32>(other, L_GROUP) != group) continue;
    const value = standing(other, p, end);
    if (value > bestStanding + 2 && plausibility(other, p) >= STRONG) {
      best = index;
      bestStanding = value;
    }
  }
  if (best != current) return best;
  if (own >= ACCEPTABLE) return isTorn(current, p, end) ? -1 : current;
  return isForeignType(layout, p, end) ? current : -1;
}

/** A record sound in all but its type, with another behind it: a number that no system writes is worth seeing. */
function isForeignType(layout: usize, p: usize, end: usize): bool {
  if (load<i32>(layout, L_TYPE_AT) < 0 || typeAt(layout, p) != 0xff) return false;
  return plausibilityBesideType(layout, p) >= STRONG && neighbour(layout, p + load<i32>(layout, L_BYTES), end) > 0;
}

/** Whether the record at `p` was cut short: nothing follows at its stride, but a record starts inside of it. */
function isTorn(current: i32, p: usize, end: usize): bool {
  const layout = layoutAt(current);
  const next = p + load<i32>(layout, L_BYTES);
  return neighbour(layout, next, end) < 0 && findRecord(current, p + 1, next, end) >= 0;
}

/** Where `findRecord` found its record. */
let foundAt: usize = 0;

/** Where `findRecord` found its record; says nothing after it found none. */
export function foundRecordAt(): usize {
  return foundAt;
}

/**
 * Looks from `p` on for two records in a row (or one that ends the input) of the system of layout
 * `current`, of any system for -1. Without a type both byte orders may fit: the layout in force goes first.
 * Returns the layout's index, the place in `foundRecordAt`; -1 when there is none that starts before `limit`.
 */
export function findRecord(current: i32, p: usize, limit: usize, end: usize): i32 {
  const group = current < 0 ? 0 : load<i32>(layoutAt(current), L_GROUP);
  for (let q = p; q < limit; q++) {
    // No record starts with 64 zero bytes: type or text comes before.
    if (load<u64>(q) == 0 && q + 64 <= end && isZero(q, 64)) continue;
    if (group && isRecordPair(layoutAt(current), q, end)) {
      foundAt = q;
      return current;
    }
    for (let index = 0; index < layouts; index++) {
      const layout = layoutAt(index);
      if (group ? load<i32>(layout, L_GROUP) != group : load<i32>(layout, L_TYPE_AT) < 0) continue;
      if (isRecordPair(layout, q, end)) {
        foundAt = q;
        return index;
      }
    }
  }
  return -1;
}

function isRecordPair(layout: usize, q: usize, end: usize): bool {
  if (load<i32>(layout, L_FAMILY) == FAMILY_UTX_LOG) return isUtxChain(q, end);
  const bytes = load<i32>(layout, L_BYTES);
  if (q + bytes > end) return false;
  if (load<i32>(layout, L_TYPE_AT) >= 0) {
    const type = typeAt(layout, q);
    if (type == 0 || type == 0xff) return false;
  }
  if (plausibility(layout, q) < STRONG) return false;
  return q + bytes == end || (q + 2 * bytes <= end && plausibility(layout, q + bytes) >= STRONG);
}
