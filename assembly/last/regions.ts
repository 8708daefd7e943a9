//  The memory of this folder: static like all of it (memory.ts), and there only in modules that make listings.

/**
 * Changes of the local time's offset: {from i64, offset i64, as text `+HH:MM` u64}, in seconds; the first one before all
 * times, and behind the last one the end of all times. Before the host puts them there: the first and the last time of the
 * entries that were packed.
 */
const MAX_ZONES: i32 = 1024;
export const ZONE_BYTES: i32 = 24;
export const ZONES: usize = memory.data((MAX_ZONES + 1) * ZONE_BYTES, 16);

/** When each line was used next (ends.ts): sets of slots. */
export const SETS: i32 = 16384;
export const SET_BYTES: i32 = 1024;
export const ENDS: usize = memory.data(SETS * SET_BYTES, 16);

/** A stretch of the spool on its way back; INPUT may hold the next log already. Vector loads read behind it. */
const BACK_BYTES: i32 = 256 * 1024;
export const BACK: usize = memory.data(BACK_BYTES + 64, 16);

/** Where the host puts the changes. */
export function zonesAt(): usize {
  return ZONES;
}

/** Where the host puts what comes back from the spool, BACK_BYTES at most. */
export function spoolAt(): usize {
  return BACK;
}
