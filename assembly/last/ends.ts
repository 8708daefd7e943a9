//  When each line was used next: on the way back, what ends the session found there. A line has one such moment, the last
//  one noted, since a login takes it and puts its own in its place.
//
//  The lines are in sets of WAYS slots; a full set forgets the line that was met longest ago. So a hundred thousand lines
//  can be in use between two boots (ftpd takes a new one each time), no choice of names makes it slow, and all are
//  forgotten by counting up the generation. Lines are compared by their first 32 bytes.
//
//   0        32     40          44
//  ┌────────┬──────┬───────────┬──────┐   met: counts up with every line
//  │line 32 │time  │generation │met   │
//  │        │i64   │u32        │u32   │
//  └────────┴──────┴───────────┴──────┘

import { ABSENT } from "../row";
import { ENDS, SET_BYTES, SETS } from "./regions";

const LINE: usize = 32;
const SLOT: usize = 64;
const SLOT_TIME: usize = 32;
const SLOT_GENERATION: usize = 40;
const SLOT_MET: usize = 44;

const MULTIPLIER: u64 = 0x9e3779b97f4a7c15;

let generation: u32 = 0;
let met: u32 = 0;
let forgotten: i32 = 0;
const key: usize = memory.data(80, 16);

/** Forgets all lines. */
export function forgetEnds(): void {
  generation += 1;
}

/** Lines that had to be forgotten since the start although their session may have been in the file. */
export function forgottenEnds(): i32 {
  return forgotten;
}

/** When the line (a text cell) was used next, ABSENT when never or when it has no name; from now on it is `time`. */
export function exchangeEnd(name: i64, time: i64): i64 {
  if (name == 0) return ABSENT;
  const set = setOf(name);
  const low = v128.load(key);
  const high = v128.load(key, 16);
  let end = ABSENT;
  let slot = set;
  let oldest = set;
  for (;;) {
    const isFree = load<u32>(slot, SLOT_GENERATION) != generation;
    if (isFree || !v128.any_true(v128.or(v128.xor(v128.load(slot), low), v128.xor(v128.load(slot, 16), high)))) {
      if (!isFree) end = load<i64>(slot, SLOT_TIME);
      break;
    }
    if (load<u32>(slot, SLOT_MET) < load<u32>(oldest, SLOT_MET)) oldest = slot;
    slot += SLOT;
    if (slot == set + SET_BYTES) {
      slot = oldest;
      forgotten += 1;
      break;
    }
  }
  v128.store(slot, low);
  v128.store(slot, high, 16);
  store<i64>(slot, time, SLOT_TIME);
  store<u32>(slot, generation, SLOT_GENERATION);
  store<u32>(slot, ++met, SLOT_MET);
  return end;
}

//  Puts the first bytes of the line into `key`, zeros behind them, and finds its set.
function setOf(name: i64): usize {
  const line = name as u32 as usize;
  const length = min((name >> 32) as usize, LINE);
  v128.store(key, v128.load(line));
  v128.store(key, v128.load(line, 16), 16);
  v128.store(key + length, i8x16.splat(0));
  v128.store(key + length, i8x16.splat(0), 16);
  let hash: u64 = 0;
  for (let at: usize = 0; at < LINE; at += 8) {
    hash = (hash ^ load<u64>(key + at)) * MULTIPLIER;
    // What a multiplication puts into the upper half, the next one would lose.
    hash ^= hash >> 32;
  }
  return ENDS + ((hash as usize) & (SETS - 1)) * SET_BYTES;
}
