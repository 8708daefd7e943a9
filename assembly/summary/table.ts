//  Finding and making the entry of a text.

import { CAPACITY, CUT, chain, clearEntry, ENTRY_KEY, entryAt, FLOOR, HASH, headOf, LENGTH, NEXT, USED } from "./entry";
import { forgetRare } from "./forget";
import { blockOf, digest, isKey, KEY_BYTES } from "./key";

/** The entry of a text, made when there is none; its first KEY_BYTES tell it from others. 15 bytes behind it are read. */
export function entryOf(table: usize, text: usize, length: i32): usize {
  if (length > KEY_BYTES) {
    length = KEY_BYTES;
    store<f64>(table, load<f64>(table, CUT) + 1, CUT);
  }
  const hash = digest(text, length);
  for (let number: u32 = load<u16>(headOf(table, hash)); number != 0; ) {
    const entry = entryAt(table, number);
    if (load<u32>(entry, HASH) == hash && isKey(entry + ENTRY_KEY, load<u8>(entry, LENGTH), text, length)) return entry;
    number = load<u16>(entry, NEXT);
  }
  return enter(table, hash, text, length);
}

function enter(table: usize, hash: u32, text: usize, length: i32): usize {
  if (load<i32>(table, USED) == load<i32>(table, CAPACITY)) forgetRare(table);
  const number = load<i32>(table, USED) + 1;
  store<i32>(table, number, USED);
  const entry = entryAt(table, number);
  clearEntry(entry, load<f64>(table, FLOOR));
  store<u32>(entry, hash, HASH);
  store<u8>(entry, length as u8, LENGTH);
  for (let at = 0; at < length; at += 16) v128.store(entry + at, blockOf(text + at, length - at), ENTRY_KEY);
  chain(table, entry, number);
  return entry;
}
