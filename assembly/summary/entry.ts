//  Counts per value: a total and four tables of one form, by user, source, line and hour. The host reads them where they
//  are (src/summary/). SUMMARY:
//
//   0      64     128      192    256    320
//  ┌──────┬──────┬────────┬──────┬──────┐
//  │total │users │sources │lines │hours │   the total is an entry
//  └──────┴──────┴────────┴──────┴──────┘
//
//   0       4        8     12    16    20    24    32   40     64
//  ┌───────┬────────┬─────┬─────┬─────┬─────┬─────┬────┬──────┐   entries, heads, memo  addresses; memo: last entry, or 0
//  │entries│capacity│used │heads│memo │tails│floor│cut │  –   │   floor  most logins of any value that is not in the table
//  └───────┴────────┴─────┴─────┴─────┴─────┴─────┴────┴──────┘   cut    logins whose value was longer than a key
//
//   0         8      16     24    32   40   44   46     47  48          64
//  ┌─────────┬──────┬──────┬─────┬────┬────┬────┬──────┬───┬───────────┐   missed  most logins before the entry was made
//  │succeeded│failed│missed│first│last│hash│next│length│ – │ key       │   first   i64 µs; without a time the greatest i64
//  └─────────┴──────┴──────┴─────┴────┴────┴────┴──────┴───┴───────────┘   last    i64 µs; without a time ABSENT
//
//  Counts are f64, whole numbers that the host reads as they are. Entries of one head are chained by `next`, the number of
//  an entry from 1 on. An entry is one line of the processor's cache: most keys are short. The rest of a longer key is in
//  its tail, `tails` bytes behind its entry. Behind a key there are zeros up to its next 16 bytes.

import { ABSENT } from "../row";

/** Entries of all tables, of which each has at least one; and the bytes of one. */
export const MAX_ENTRIES: i32 = 3 * 32768 + 4096;
export const ENTRY_BYTES: usize = 64;
export const ALL_ENTRIES: usize = memory.data((MAX_ENTRIES + 4) * 64, 64);
const ALL_TAILS: usize = memory.data((MAX_ENTRIES + 4) * 64, 64);
export const TAILS_BEHIND: usize = ALL_TAILS - ALL_ENTRIES;

/** Heads of one table: as many as 16 bits of a hash can tell. */
export const HEADS_BYTES: i32 = 65536 * 2;
export const ALL_HEADS: usize = memory.data(4 * HEADS_BYTES, 16);

export const TABLE_BYTES: usize = 64;
export const SUMMARY: usize = memory.data(64 + 4 * 64, 16);
export const TOTAL: usize = SUMMARY;
export const USERS: usize = TOTAL + ENTRY_BYTES;
export const SOURCES: usize = USERS + TABLE_BYTES;
export const LINES: usize = SOURCES + TABLE_BYTES;
export const HOURS: usize = LINES + TABLE_BYTES;

export const ENTRIES: usize = 0;
export const CAPACITY: usize = 4;
export const USED: usize = 8;
export const HEADS: usize = 12;
export const MEMO: usize = 16;
export const TAILS: usize = 20;
export const FLOOR: usize = 24;
export const CUT: usize = 32;

export const SUCCEEDED: usize = 0;
export const FAILED: usize = 8;
const MISSED: usize = 16;
export const FIRST: usize = 24;
export const LAST: usize = 32;
export const HASH: usize = 40;
export const NEXT: usize = 44;
export const LENGTH: usize = 46;
const ENTRY_KEY: usize = 48;

/** Address of an entry by its number. */
export function entryAt(table: usize, number: u32): usize {
  return (load<u32>(table, ENTRIES) as usize) + ((number - 1) as usize) * ENTRY_BYTES;
}

/** Where the 16 bytes of an entry's key from `at` on are. */
export function keyBlock(entry: usize, at: usize): usize {
  return at == 0 ? entry + ENTRY_KEY : entry + TAILS_BEHIND + at - 16;
}

/** Moves an entry with its key. */
export function moveEntry(target: usize, entry: usize): void {
  memory.copy(target, entry, ENTRY_BYTES);
  if (load<u8>(target, LENGTH) > 16) memory.copy(target + TAILS_BEHIND, entry + TAILS_BEHIND, ENTRY_BYTES);
}

/** Makes an entry one of no logins yet. */
export function clearEntry(entry: usize, missed: f64): void {
  store<f64>(entry, 0, SUCCEEDED);
  store<f64>(entry, 0, FAILED);
  store<f64>(entry, missed, MISSED);
  store<i64>(entry, i64.MAX_VALUE, FIRST);
  store<i64>(entry, ABSENT, LAST);
}

/** Whether somebody got in. */
export function hasSuccess(entry: usize): bool {
  return load<f64>(entry, SUCCEEDED) != 0;
}

/** The most logins that the value of an entry can have had. */
export function mostLogins(entry: usize): f64 {
  return load<f64>(entry, SUCCEEDED) + load<f64>(entry, FAILED) + load<f64>(entry, MISSED);
}

/** Puts an entry at the front of the chain of its hash. */
export function chain(table: usize, entry: usize, number: u32): void {
  const head = headOf(table, load<u32>(entry, HASH));
  store<u16>(entry, load<u16>(head), NEXT);
  store<u16>(head, number as u16);
}

/** Where the chain of a hash begins: the number of its first entry, 0 none. */
export function headOf(table: usize, hash: u32): usize {
  return (load<u32>(table, HEADS) as usize) + ((hash >> 16) << 1);
}
