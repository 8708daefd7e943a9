//  A record on its way through the spool: what `last` looks at and nothing else, its fixed part at the end, so that
//  entries can be read backwards.
//
//  ┌──────┬──────┬──────┬────┬─────────┬──────┬──────┬──────┬──────┬─────┬─────────┬───────┬──────┬───────┐
//  │ user │ line │ host │ id │ address │ time │ user │ line │ host │ id  │ address │ bytes │ kind │ level │
//  │      │      │      │    │         │ i64  │ u16  │ u16  │ u16  │ u16 │   u16   │  u16  │  u8  │  u8   │
//  └──────┴──────┴──────┴────┴─────────┴──────┴──────┴──────┴──────┴─────┴─────────┴───────┴──────┴───────┘
//                                      0      8                                    18      20     21      24
//
//  The length of each text, and bytes of the whole entry; kind is one of TYPE_…, as `last` sees the record, or AS_IS;
//  level is that of a change of run level. The id is there only where it, not the line, ties logouts to logins.

import { CELL_ADDR, CELL_HOST, CELL_ID, CELL_LINE, CELL_USER } from "../row";

export const TAIL: usize = 24;
export const TAIL_LENGTHS: usize = 8;
export const TAIL_BYTES: usize = 18;
export const TAIL_KIND: usize = 20;
export const TAIL_LEVEL: usize = 21;

/** Texts of an entry; the bit of each, by its place in it. */
export const TEXTS: i32 = 5;
export const HAS_LINE: i32 = 2;
export const HAS_ID: i32 = 8;
export const HAS_ALL: i32 = 31;

/** Texts are cut at what no login has. */
export const LONG_TEXT: i32 = 1024;
/** Most bytes of an entry. */
export const ENTRY_MOST: usize = 8192;

/** Kind of a failed login: listed as it stands, it ends nothing. */
export const AS_IS: i32 = 0;
/** Kind of a record that `last` passes over. */
export const PASSED_OVER: i32 = -1;

const cells: usize = memory.data<i32>([CELL_USER << 3, CELL_LINE << 3, CELL_HOST << 3, CELL_ID << 3, CELL_ADDR << 3]);

/** Address of the cell of text `index` in a row. */
export function textCell(row: usize, index: i32): usize {
  return row + load<u32>(cells + ((index as usize) << 2));
}
