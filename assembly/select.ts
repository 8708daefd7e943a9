//  Selection: which rows go on. FILTER is written by the host (src/select/), little-endian, offsets within FILTER:
//
//   0      8      16     24          32          40          48          64
//  ┌──────┬──────┬──────┬───────────┬───────────┬───────────┬───────────┬─────────────────────────────┐
//  │since │until │types │user rules │line rules │from rules │ –         │ rules, one behind the other │
//  │ i64  │ i64  │ u64  │ first,end │ first,end │ first,end │           │                             │
//  └──────┴──────┴──────┴───────────┴───────────┴───────────┴───────────┴─────────────────────────────┘
//
//  since, until   µs, both inclusive: a session stays when it can have been open at any moment between them. No window:
//                 the least and the greatest i64, so that a row without a time passes.
//  types          bit n keeps type n; bit 63 keeps a row whose type is absent or has no name.
//  first, end     i32; equal: the cell does not matter.
//
//   0     4     5         6     7      8
//  ┌─────┬─────┬─────────┬─────┬──────┬──────┐   size in bytes, this head included; kind EXACT, GLOB or NETWORK;
//  │size │kind │unwanted │fold │ cell │ body │   unwanted 1: a match drops the row; fold 0x20: ASCII case does not matter,
//  └─────┴─────┴─────────┴─────┴──────┴──────┘   the body then is in lower case; cell 0: the one that the list is for
//
//  EXACT    body: the bytes.   GLOB    body: the pattern (select/glob.ts).   NETWORK body: select/network.ts
//
//  The first rule that matches decides, unwanted ones come first; when none does, the row stays if none was a wanted one.
//  An absent cell matches no rule. Any bytes in FILTER and any cells are safe: what points outside memory is absent.

import { FILTER, FILTER_BYTES, MAX_ROWS, ROW_BYTES, ROW_CELLS } from "./memory";
import { CELL_HOST, CELL_LINE, CELL_TIME, CELL_TYPE, CELL_USER, lastMomentOf, outputRowAt } from "./row";
import { globMatches } from "./select/glob";
import { aimAt, networkMatches } from "./select/network";
import { sameText, textEnd, textStart } from "./select/text";

const SINCE: usize = 0;
const UNTIL: usize = 8;
const TYPES: usize = 16;
const USER_RULES: usize = 24;
const LINE_RULES: usize = 32;
const FROM_RULES: usize = 40;

const RULE_HEAD: usize = 8;
const RULE_KIND: usize = 4;
const RULE_UNWANTED: usize = 5;
const RULE_FOLD: usize = 6;
const RULE_CELL: usize = 7;

const EXACT: u32 = 0;
const GLOB: u32 = 1;
const NETWORK: u32 = 2;

/** Types from here on share one bit. */
const NAMELESS: u64 = 63;

/** Keeps the rows that FILTER asks for, moved together at the start of ROWS in their order; returns how many. */
export function select(count: i32): i32 {
  const since = load<i64>(FILTER, SINCE);
  const until = load<i64>(FILTER, UNTIL);
  const types = load<u64>(FILTER, TYPES);
  const end = outputRowAt(max(0, min(count, MAX_ROWS)));
  const first = outputRowAt(0);
  let target = first;
  for (let row = first; row < end; row += ROW_BYTES) {
    const time = load<i64>(row, CELL_TIME * 8);
    if (lastMomentOf(row) < since || time > until) continue;
    if (((types >> min(load<u64>(row, CELL_TYPE * 8), NAMELESS)) & 1) == 0) continue;
    if (!obeys(USER_RULES, row, CELL_USER)) continue;
    if (!obeys(LINE_RULES, row, CELL_LINE)) continue;
    if (!obeys(FROM_RULES, row, CELL_HOST)) continue;
    if (target != row) memory.copy(target, row, ROW_BYTES);
    target += ROW_BYTES;
  }
  return ((target - first) as i32) / ROW_BYTES;
}

/** Whether a row passes one list of rules. */
function obeys(list: usize, row: usize, cell: i32): bool {
  const first = load<u32>(FILTER + list) as usize;
  const end = min(load<u32>(FILTER + list, 4) as usize, FILTER_BYTES);
  return first >= end || passes(FILTER + first, FILTER + end, row, load<u64>(row + cell * 8));
}

function passes(first: usize, end: usize, row: usize, listed: u64): bool {
  let wanted = false;
  let aimed = false;
  for (let rule = first; rule + RULE_HEAD <= end; ) {
    const size = load<u32>(rule) as usize;
    if (size < RULE_HEAD || size > end - rule) break;
    const kind = load<u8>(rule, RULE_KIND) as u32;
    const fold = load<u8>(rule, RULE_FOLD) as u32;
    const cell = load<u8>(rule, RULE_CELL) as i32;
    const span = cell == 0 ? listed : load<u64>(row + min(cell, ROW_CELLS - 1) * 8);
    const start = textStart(span);
    const stop = textEnd(span);
    const body = rule + RULE_HEAD;
    let match = false;
    if (kind == NETWORK) {
      if (!aimed) aimAt(row, start, stop);
      aimed = true;
      match = size == RULE_HEAD + 40 && networkMatches(body);
    } else if (start != 0) {
      if (kind == EXACT) match = stop - start == size - RULE_HEAD && sameText(start, body, stop - start, fold);
      if (kind == GLOB) match = globMatches(start, stop, body, rule + size, fold);
    }
    const unwanted = load<u8>(rule, RULE_UNWANTED) != 0;
    if (match) return !unwanted;
    wanted = wanted || !unwanted;
    rule += size;
  }
  return !wanted;
}
