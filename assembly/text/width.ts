//  How many cells of a terminal a character takes. The blocks are those of scripts and emoji that occur in names; a rare
//  character counted wrongly only shifts a column.

import { pointAt } from "./utf8";

//  First and last code point of each block, in order: combining marks, joiners and variation selectors.
const ZERO_BLOCKS: i32 = 31;
const zero: usize = memory.data<u32>([
  0x0300, 0x036f, 0x0483, 0x0489, 0x0591, 0x05bd, 0x0610, 0x061a, 0x064b, 0x065f, 0x06d6, 0x06dc, 0x06df, 0x06e4,
  0x0730, 0x074a, 0x0900, 0x0902, 0x093c, 0x093c, 0x0941, 0x0948, 0x094d, 0x094d, 0x0e31, 0x0e31, 0x0e34, 0x0e3a,
  0x0e47, 0x0e4e, 0x135d, 0x135f, 0x180b, 0x180e, 0x1ab0, 0x1ace, 0x1dc0, 0x1dff, 0x200b, 0x200d, 0x2060, 0x2064,
  0x20d0, 0x20f0, 0x302a, 0x302d, 0x3099, 0x309a, 0xa66f, 0xa672, 0xa8e0, 0xa8f1, 0xfb1e, 0xfb1e, 0xfe00, 0xfe0f,
  0xfe20, 0xfe2f, 0xe0001, 0xe007f, 0xe0100, 0xe01ef,
]);

//  East Asian wide and full-width blocks, and emoji.
const WIDE_BLOCKS: i32 = 26;
const wide: usize = memory.data<u32>([
  0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x25fd, 0x25fe, 0x2614, 0x2615, 0x2648, 0x2653,
  0x26aa, 0x26ab, 0x26bd, 0x26be, 0x26c4, 0x26c5, 0x26f2, 0x26f3, 0x2705, 0x2705, 0x270a, 0x270b, 0x2728, 0x2728,
  0x274c, 0x274e, 0x2753, 0x2757, 0x2795, 0x2797, 0x2b1b, 0x2b1c, 0x2e80, 0x303e, 0x3041, 0xa4cf, 0xa960, 0xa97f,
  0xac00, 0xd7a3, 0xf900, 0xfaff, 0xff00, 0xff60, 0x1f300, 0x1faff, 0x20000, 0x3fffd,
]);

/** Bytes of the well-formed text `from`..`end` that fit in `cells` terminal cells. */
export function bytesWithin(from: usize, end: usize, cells: i32): usize {
  let at = from;
  while (at < end) {
    const found = load<u8>(at) < 0x80 ? 1 << 24 : pointAt(at, end);
    const width = cellsOf(found & 0xffffff);
    if (width > cells) break;
    cells -= width;
    at += found >> 24;
  }
  return at - from;
}

/** Terminal cells of well-formed text. */
export function textCells(from: usize, end: usize): i32 {
  let cells = 0;
  while (from < end) {
    const found = load<u8>(from) < 0x80 ? 1 << 24 : pointAt(from, end);
    cells += cellsOf(found & 0xffffff);
    from += found >> 24;
  }
  return cells;
}

function cellsOf(point: u32): i32 {
  if (point < 0x300) return 1;
  return inBlocks(zero, ZERO_BLOCKS, point) ? 0 : inBlocks(wide, WIDE_BLOCKS, point) ? 2 : 1;
}

function inBlocks(blocks: usize, count: i32, point: u32): bool {
  for (let index = 0; index < count && load<u32>(blocks) <= point; ++index, blocks += 8) {
    if (point <= load<u32>(blocks, 4)) return true;
  }
  return false;
}
