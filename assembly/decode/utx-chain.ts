//  How records of utx.log follow each other: each says where the next one starts.

import { u16At } from "./bytes";

/** The longest record, without its length. */
export const UTX_RECORD: i32 = 197;
const YEAR_2242: i64 = 0x1_ffff_ffff * 1000000;
const YEAR_1980: i64 = 315532800 * 1000000;

/** A big-endian number of `width` bytes of which only `have` are there, the cut ones being zero. */
export function cutNumber(p: usize, width: i32, have: i32): i64 {
  let value: i64 = 0;
  for (let i = 0; i < width; i++) value = (value << 8) | (i < have ? (load<u8>(p + i) as i64) : 0);
  return value;
}

/** Bytes of the record behind the length at `p`, or 0 when its length, type or time is impossible. */
export function utxRecordLength(p: usize, end: usize): i32 {
  if (p + 3 > end) return 0;
  const length = u16At(p, 1);
  // A record is never longer than its struct: a larger length is what lost reading looks like.
  if (length == 0 || length > UTX_RECORD || load<u8>(p, 2) > 8) return 0;
  const have = min(length - 1, ((end - p) as i32) - 3);
  const time = cutNumber(p + 3, 8, have);
  return time >= 0 && time <= YEAR_2242 ? length : 0;
}

/** Two records in a row, or one that ends the input. */
export function startsHere(p: usize, end: usize): bool {
  const length = utxRecordLength(p, end);
  if (length == 0) return false;
  const next = p + 2 + length;
  return next == end || utxRecordLength(next, end) > 0;
}

/** Three records in a row, or two that end the input, none of them from before 1980: what garbage does not look like. */
export function isUtxChain(p: usize, end: usize): bool {
  let records = 0;
  for (; records < 3 && p < end; records++) {
    const length = utxRecordLength(p, end);
    if (length < 9 || p + 2 + length > end || cutNumber(p + 3, 8, length - 1) < YEAR_1980) return false;
    p += 2 + length;
  }
  return records == 3 || (records == 2 && p == end);
}
