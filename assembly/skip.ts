//  What was not delivered, as byte ranges of the decompressed file. The host reads and clears them after each decode.

import { MAX_SKIPS, SKIP_BYTES, SKIPS } from "./memory";

/** No record could be read from these bytes. */
export const SKIP_DAMAGED: i64 = 1;
/** The input ends inside a record. */
export const SKIP_PARTIAL: i64 = 2;

let count: i32 = 0;

/** Ranges in SKIPS; `clearSkips` after reading. */
export function skipCount(): i32 {
  return count;
}

/** Forgets the ranges, once they were read. */
export function clearSkips(): void {
  count = 0;
}

/** Room for the skips that one decoded record may need. */
export function skipRoom(): bool {
  return count <= MAX_SKIPS - 2;
}

/** Notes [start, end) as skipped; a range that goes on where the last one ended, for the same reason, joins it. */
export function addSkip(start: i64, end: i64, reason: i64): void {
  if (end <= start) return;
  if (count > 0) {
    const last = SKIPS + (count - 1) * SKIP_BYTES;
    if (load<i64>(last, 8) == start && load<i64>(last, 16) == reason) {
      store<i64>(last, end, 8);
      return;
    }
  }
  if (count == MAX_SKIPS) return;
  const entry = SKIPS + count * SKIP_BYTES;
  store<i64>(entry, start);
  store<i64>(entry, end, 8);
  store<i64>(entry, reason, 16);
  count++;
}
