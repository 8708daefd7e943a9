//  A text in its column. As in `last` 2.38 widths are bytes of the text; later versions count cells of the terminal, which
//  is the same but for names beyond ASCII. Unlike there, what could move a cursor or end a line is escaped, and then the
//  column may come out wider.

import { escapeText, PLAIN } from "../text/escape";

/** Sixteen spaces. */
export function spaces(): v128 {
  return i8x16.splat(0x20);
}

/**
 * Writes a text cell, cut to `most` bytes, but not inside a character, and padded to `width`, at most 16; then a space.
 * 32 bytes behind are overwritten.
 */
export function column(out: usize, cell: i64, width: i32, most: i32): usize {
  const text = cell as u32 as usize;
  let length = (cell >> 32) as i32;
  if (length > most) {
    length = most;
    while (length > most - 3 && (load<u8>(text + length) & 0xc0) == 0x80) --length;
  }
  const end = escapeText(out, text, length, PLAIN);
  v128.store(end, spaces());
  store<u8>(end, 0x20, 16);
  return max(end, out + width) + 1;
}
