//  An empty summary.

import { prepareDigits } from "../text/digits";
import {
  ALL_ENTRIES,
  ALL_HEADS,
  CAPACITY,
  clearEntry,
  ENTRIES,
  ENTRY_BYTES,
  HEADS,
  HEADS_BYTES,
  HOURS,
  LINES,
  MAX_ENTRIES,
  SOURCES,
  SUMMARY,
  TABLE_BYTES,
  TAILS,
  TAILS_BEHIND,
  TOTAL,
  USED,
  USERS,
} from "./entry";
import { makeSecrets } from "./key";

/**
 * Starts counting from nothing, in tables of at most so many entries, MAX_ENTRIES in all; returns where the summary is
 * (entry.ts). `seed` makes the secrets of the hashes (key.ts): no count depends on it.
 */
export function beginSummary(seed: i64, users: i32, sources: i32, lines: i32, hours: i32): usize {
  prepareDigits();
  makeSecrets(seed as u64);
  clearEntry(TOTAL, 0);
  let first = emptyTable(USERS, 0, users);
  first = emptyTable(SOURCES, first, sources);
  first = emptyTable(LINES, first, lines);
  emptyTable(HOURS, first, hours);
  return SUMMARY;
}

/** Gives a table the entries from `first` on; returns the first of the next table. */
function emptyTable(table: usize, first: i32, wanted: i32): i32 {
  const capacity = max(1, min(wanted, MAX_ENTRIES - first));
  const heads = ALL_HEADS + ((table - USERS) / TABLE_BYTES) * HEADS_BYTES;
  // What was never written stays so: pages cost nothing until then.
  if (load<i32>(table, USED) != 0) memory.fill(heads, 0, HEADS_BYTES);
  memory.fill(table, 0, TABLE_BYTES);
  store<u32>(table, (ALL_ENTRIES + (first as usize) * ENTRY_BYTES) as u32, ENTRIES);
  store<i32>(table, capacity, CAPACITY);
  store<u32>(table, heads as u32, HEADS);
  store<u32>(table, TAILS_BEHIND as u32, TAILS);
  return first + capacity;
}
