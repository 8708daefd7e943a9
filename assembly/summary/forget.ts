//  A full table forgets what is rare: lossy counting (Manku and Motwani 2002) with a floor that rises when it must.
//
//  What a value can have had, at most, is what its entry counted and what was missed before the entry was made. The floor
//  rises until at least half of the entries are not above it, and those go. So a value that is not in the table has had
//  at most `floor` logins, an entry has missed at most what the floor was when it was made, and one that was there from the
//  start is exact: a million invented names do not change the counts of those who came before them. After N logins, the
//  floor of a table of C entries is below 8 N / C. There is no sampling and no chance: equal logins make equal tables.
//
//  Who got in stays as long as half of the entries are failures alone, for success cannot be invented.

import {
  CAPACITY,
  chain,
  ENTRY_BYTES,
  entryAt,
  FLOOR,
  HEADS,
  HEADS_BYTES,
  hasSuccess,
  mostLogins,
  moveEntry,
  USED,
} from "./entry";

/** Entries by how many bits it takes to say how far they are above the floor. */
const SIZES: usize = memory.data(64 * 4, 16);

/** Makes room in a full table: at least a quarter of it. */
export function forgetRare(table: usize): void {
  const first = entryAt(table, 1);
  const end = first + (load<i32>(table, CAPACITY) as usize) * ENTRY_BYTES;
  let failures = 0;
  for (let entry = first; entry < end; entry += ENTRY_BYTES) failures += hasSuccess(entry) ? 0 : 1;
  const sparing = failures * 2 >= load<i32>(table, CAPACITY);
  raiseFloor(table, first, end, sparing);
  keepAbove(table, first, end, sparing);
}

/** Raises the floor by the least 2^n - 1 that leaves half of the entries that may go not above it. */
function raiseFloor(table: usize, first: usize, end: usize, sparing: bool): void {
  const floor = load<f64>(table, FLOOR);
  let candidates = 0;
  memory.fill(SIZES, 0, 64 * 4);
  for (let entry = first; entry < end; entry += ENTRY_BYTES) {
    if (sparing && hasSuccess(entry)) continue;
    // Who was spared before may be below the floor.
    const above = max<f64>(1, mostLogins(entry) - floor) as u64;
    const size = SIZES + ((63 - clz(above)) as usize) * 4;
    store<i32>(size, load<i32>(size) + 1);
    ++candidates;
  }
  let size = SIZES;
  for (let below = load<i32>(size); below * 2 < candidates; below += load<i32>(size)) size += 4;
  store<f64>(table, floor + ((((2 as u64) << ((size - SIZES) >> 2)) - 1) as f64), FLOOR);
}

/** Keeps what is above the floor, in its order, and chains it anew. */
function keepAbove(table: usize, first: usize, end: usize, sparing: bool): void {
  const floor = load<f64>(table, FLOOR);
  memory.fill(load<u32>(table, HEADS), 0, HEADS_BYTES);
  let kept = 0;
  let target = first;
  for (let entry = first; entry < end; entry += ENTRY_BYTES) {
    if (mostLogins(entry) <= floor && !(sparing && hasSuccess(entry))) continue;
    if (target != entry) moveEntry(target, entry);
    chain(table, target, ++kept);
    target += ENTRY_BYTES;
  }
  store<i32>(table, kept, USED);
}
