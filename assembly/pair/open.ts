//  The sessions that are open: slots of OPEN, found by the hash of their key, in the order of their logins.
//
//  Memory is bounded whatever a file says: a login that finds no slot puts the oldest session out (pair.ts), and so does
//  one whose bucket holds CHAIN sessions already, which only a file made for that purpose brings about. A slot that was
//  let go is not used again before the next call: rows in STAYS still point at its texts.

import { sameText } from "../select/text";
import { OPEN, OPEN_BUCKET_BITS, OPEN_BUCKETS, OPEN_INDEX, OPEN_SLOT_BYTES, OPEN_SLOTS } from "./regions";
import { SLOT_HASH, SLOT_KEY, SLOT_NEXT, SLOT_OLDER, SLOT_PID, SLOT_YOUNGER } from "./slot";

const END: usize = OPEN + OPEN_SLOTS * OPEN_SLOT_BYTES;
const MULTIPLIER: u64 = 0x9e3779b97f4a7c15;
/** Sessions of one bucket; by chance there are never a tenth as many. */
const CHAIN: i32 = 64;

let fresh: usize = OPEN;
let free: usize = 0;
let limbo: usize = 0;
let oldest: usize = 0;
let youngest: usize = 0;

/** Forgets all sessions. */
export function clearOpen(): void {
  if (fresh != OPEN) memory.fill(OPEN_INDEX, 0, OPEN_BUCKETS * 4);
  fresh = OPEN;
  free = limbo = oldest = youngest = 0;
}

/** The session that began first; 0 when none is open. */
export function oldestOpen(): usize {
  return oldest;
}

/** The session that began next after this one. */
export function younger(slot: usize): usize {
  return load<u32>(slot, SLOT_YOUNGER);
}

/** The hash of a key; `salt` tells apart what shares a line. */
export function hashOf(key: u64, salt: i64): u32 {
  const length = key >> 32;
  const from = (key & 0xffffffff) as usize;
  let hash = (length + (salt as u64)) * MULTIPLIER;
  let at: u64 = 0;
  for (; at + 8 <= length; at += 8) hash = (hash ^ load<u64>(from + (at as usize))) * MULTIPLIER;
  const rest = ((1 as u64) << ((length - at) * 8)) - 1;
  hash = (hash ^ (load<u64>(from + (at as usize)) & rest)) * MULTIPLIER;
  return (hash >> 32) as u32;
}

/** The upper bits: those that every byte of the key has reached. */
function bucketOf(hash: u32): usize {
  return OPEN_INDEX + ((hash >> (32 - OPEN_BUCKET_BITS)) << 2);
}

/** The youngest session of this key, and of the pid that salted its hash; 0 when there is none. */
export function find(key: u64, hash: u32, salt: i64): usize {
  const from = (key & 0xffffffff) as usize;
  for (let slot: usize = load<u32>(bucketOf(hash)); slot != 0; slot = load<u32>(slot, SLOT_NEXT)) {
    if (load<u32>(slot, SLOT_HASH) != hash || (salt != 0 && load<i64>(slot, SLOT_PID) + 1 != salt)) continue;
    const other = load<u64>(slot, SLOT_KEY);
    if (other >> 32 == key >> 32 && sameText(from, (other & 0xffffffff) as usize, (key >> 32) as usize, 0)) return slot;
  }
  return 0;
}

/** A session that has to go before one of this hash can come; 0 when there is room, or will be with the next call. */
export function crowdedOut(hash: u32): usize {
  let last: usize = 0;
  let length = 0;
  for (let slot: usize = load<u32>(bucketOf(hash)); slot != 0; slot = load<u32>(slot, SLOT_NEXT)) {
    last = slot;
    length += 1;
  }
  return length >= CHAIN ? last : oldestIfFull();
}

/** The session that began first when all slots are in use; else 0. */
export function oldestIfFull(): usize {
  return free == 0 && limbo == 0 && fresh == END ? oldest : 0;
}

/** Takes a slot that nobody uses; 0 when there is none. */
export function takeSlot(): usize {
  if (free != 0) {
    const slot = free;
    free = load<u32>(slot, SLOT_NEXT);
    return slot;
  }
  if (fresh == END) return 0;
  fresh += OPEN_SLOT_BYTES;
  return fresh - OPEN_SLOT_BYTES;
}

/** Enters a filled slot as the youngest session. */
export function enter(slot: usize, hash: u32): void {
  const bucket = bucketOf(hash);
  store<u32>(slot, hash, SLOT_HASH);
  store<u32>(slot, load<u32>(bucket), SLOT_NEXT);
  store<u32>(bucket, slot as u32);
  store<u32>(slot, youngest as u32, SLOT_OLDER);
  store<u32>(slot, 0, SLOT_YOUNGER);
  if (youngest == 0) oldest = slot;
  else store<u32>(youngest, slot as u32, SLOT_YOUNGER);
  youngest = slot;
}

/** Takes a session out; its texts hold until recycle(). */
export function remove(slot: usize): void {
  let link = bucketOf(load<u32>(slot, SLOT_HASH));
  while ((load<u32>(link) as usize) != slot) link = (load<u32>(link) as usize) + SLOT_NEXT;
  store<u32>(link, load<u32>(slot, SLOT_NEXT));
  const before: usize = load<u32>(slot, SLOT_OLDER);
  const after: usize = load<u32>(slot, SLOT_YOUNGER);
  if (before == 0) oldest = after;
  else store<u32>(before, after as u32, SLOT_YOUNGER);
  if (after == 0) youngest = before;
  else store<u32>(after, before as u32, SLOT_OLDER);
  release(slot);
}

/** Lets a slot go that was never entered, or is no longer. */
export function release(slot: usize): void {
  store<u32>(slot, limbo as u32, SLOT_NEXT);
  limbo = slot;
}

/** Makes the slots that were let go free: the rows that point at them have been encoded. */
export function recycle(): void {
  while (limbo != 0) {
    const slot = limbo;
    limbo = load<u32>(slot, SLOT_NEXT);
    store<u32>(slot, free as u32, SLOT_NEXT);
    free = slot;
  }
}
