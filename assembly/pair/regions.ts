//  The memory of pairing.

const SLACK: i32 = 64;

/** Sessions that have not ended yet (open.ts): a slot each (slot.ts). */
export const OPEN_SLOTS: i32 = 16384;
export const OPEN_SLOT_BYTES: i32 = 1088;
export const OPEN: usize = memory.data(OPEN_SLOTS * OPEN_SLOT_BYTES + SLACK, 16);

/** The hash buckets of their keys. */
export const OPEN_BUCKET_BITS: u32 = 15;
export const OPEN_BUCKETS: i32 = 32768;
export const OPEN_INDEX: usize = memory.data(OPEN_BUCKETS * 4, 16);
