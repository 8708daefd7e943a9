//  Finding and making the entry of a text.

import {
  CAPACITY,
  CUT,
  chain,
  clearEntry,
  entryAt,
  FLOOR,
  HASH,
  headOf,
  keyBlock,
  LENGTH,
  MEMO,
  NEXT,
  USED,
  USERS,
} from "./entry";
import { forgetRare } from "./forget";
import { blockOf, digest, KEY_BYTES } from "./key";

/** The entry of a text, made when there is none; its first KEY_BYTES tell it from others. 15 bytes behind it are read. */
export function entryOf(table: usize, text: usize, length: i32): usize {
  const memo = load<u32>(table, MEMO) as usize;
  if (memo != 0 && isOf(memo, text, length)) return memo;
  const entry = findOrEnter(table, text, length);
  // Lines and sources come in runs; users seldom do, and a wrong guess costs more than a right one saves.
  if (table != USERS) store<u32>(table, entry as u32, MEMO);
  return entry;
}

function findOrEnter(table: usize, text: usize, length: i32): usize {
  if (length > KEY_BYTES) {
    length = KEY_BYTES;
    store<f64>(table, load<f64>(table, CUT) + 1, CUT);
  }
  const hash = digest(text, length);
  for (let number: u32 = load<u16>(headOf(table, hash)); number != 0; ) {
    const entry = entryAt(table, number);
    if (load<u32>(entry, HASH) == hash && isOf(entry, text, length)) return entry;
    number = load<u16>(entry, NEXT);
  }
  return enter(table, hash, text, length);
}

/** Whether an entry is that of a text. */
function isOf(entry: usize, text: usize, length: i32): bool {
  if ((load<u8>(entry, LENGTH) as i32) != length) return false;
  for (let at = 0; at < length; at += 16) {
    if (v128.any_true(v128.xor(v128.load(keyBlock(entry, at)), blockOf(text + at, length - at)))) return false;
  }
  return true;
}

function enter(table: usize, hash: u32, text: usize, length: i32): usize {
  if (load<i32>(table, USED) == load<i32>(table, CAPACITY)) forgetRare(table);
  const number = load<i32>(table, USED) + 1;
  store<i32>(table, number, USED);
  const entry = entryAt(table, number);
  clearEntry(entry, load<f64>(table, FLOOR));
  store<u32>(entry, hash, HASH);
  store<u8>(entry, length as u8, LENGTH);
  for (let at = 0; at < length; at += 16) v128.store(keyBlock(entry, at), blockOf(text + at, length - at));
  chain(table, entry, number);
  return entry;
}
