//  The words that `last` has for the system, as text cells.

import { span } from "../row";

const words: usize = memory.data<u8>([
  0x72, 0x65, 0x62, 0x6f, 0x6f, 0x74, 0x73, 0x68, 0x75, 0x74, 0x64, 0x6f, 0x77, 0x6e, 0x72, 0x75, 0x6e, 0x6c, 0x65,
  0x76, 0x65, 0x6c, 0x64, 0x61, 0x74, 0x65, 0x73, 0x79, 0x73, 0x74, 0x65, 0x6d, 0x20, 0x62, 0x6f, 0x6f, 0x74, 0x73,
  0x79, 0x73, 0x74, 0x65, 0x6d, 0x20, 0x64, 0x6f, 0x77, 0x6e, 0x6e, 0x65, 0x77, 0x20, 0x74, 0x69, 0x6d, 0x65, 0x6f,
  0x6c, 0x64, 0x20, 0x74, 0x69, 0x6d, 0x65,
]);

/** `reboot` */
export function rebootText(): i64 {
  return span(words, 6);
}

/** `shutdown` */
export function shutdownText(): i64 {
  return span(words + 6, 8);
}

/** `runlevel` */
export function runlevelText(): i64 {
  return span(words + 14, 8);
}

/** `date` */
export function dateText(): i64 {
  return span(words + 22, 4);
}

/** `system boot` */
export function bootText(): i64 {
  return span(words + 26, 11);
}

/** `system down` */
export function downText(): i64 {
  return span(words + 37, 11);
}

/** `new time` */
export function newTimeText(): i64 {
  return span(words + 48, 8);
}

/** `old time` */
export function oldTimeText(): i64 {
  return span(words + 56, 8);
}

//  One text for each level, made when it is first needed.
const LEVEL_BYTES: usize = 16;
const levels: usize = memory.data(256 * 16, 16);

/** `(to lvl 3)`; C stops at level 0. */
export function levelText(level: u32): i64 {
  const text = levels + (level as usize) * LEVEL_BYTES;
  store<u64>(text, 0x206c766c206f7428);
  store<u8>(text, level as u8, 8);
  store<u8>(text, 0x29, 9);
  return span(text, level == 0 ? 8 : 10);
}
