//  Single cells that take a decision: addresses, the type of typeless records, the row's unchanging part.

import { ADDR_SOCKADDR, ADDR_V4, L_NAME, L_NAME_BYTES } from "../layout";
import { MAX_ROWS, ROW_BYTES } from "../memory";
import {
  ABSENT,
  CELL_ADDR,
  CELL_HOST,
  CELL_ID,
  CELL_LAYOUT,
  CELL_LINE,
  CELL_SERVICE,
  CELL_USER,
  RECORD_CELLS,
  rowAt,
  span,
  TYPE_BOOT_TIME,
  TYPE_DEAD_PROCESS,
  TYPE_EMPTY,
  TYPE_NEW_TIME,
  TYPE_OLD_TIME,
  TYPE_SHUTDOWN_TIME,
  TYPE_USER_PROCESS,
} from "../row";

/** Whether a host text is an IPv6 literal, which has a colon among its first five bytes. */
function isIpv6Text(p: usize, length: i32): bool {
  const colons = i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(0x3a)));
  return (colons & 31) != 0 && isColonHex(p, length);
}

/** Hex digits, dots and at least two colons, nothing else. */
function isColonHex(p: usize, length: i32): bool {
  let colons = 0;
  for (let i = 0; i < length; i++) {
    const byte = load<u8>(p + i);
    const lower = byte | 0x20;
    if (byte == 0x3a) colons++;
    else if (!(byte - 0x30 < 10 || lower - 0x61 < 6 || byte == 0x2e)) return false;
  }
  return colons >= 2;
}

/**
 * The address cell of 16 bytes in glibc's order. An IPv6 address that ends in twelve zero bytes looks like IPv4; the
 * host text tells.
 */
function v6Cell(p: usize, host: usize, hostLength: i32): i64 {
  const first = load<u32>(p);
  const rest = (load<u32>(p, 4) as u64) | load<u64>(p, 8);
  if (rest != 0) return span(p, 16);
  if (first == 0) return 0;
  return span(p, isIpv6Text(host, hostLength) ? 16 : 4);
}

/** The address cell of a BSD sockaddr: family 2 is IPv4, 24, 28 and 30 are the BSDs' IPv6. */
function sockaddrCell(p: usize): i64 {
  const family = load<u8>(p, 1);
  if (family == 2) return span(p + 4, 4);
  return family == 24 || family == 28 || family == 30 ? span(p + 8, 16) : 0;
}

/** The address cell of the bytes at `p`, by how the layout stores addresses (layout.ts, ADDR_…). */
export function addressCell(p: usize, kind: i32, host: usize, hostLength: i32): i64 {
  if (kind == ADDR_SOCKADDR) return sockaddrCell(p);
  if (kind == ADDR_V4) return load<u32>(p) ? span(p, 4) : 0;
  return v6Cell(p, host, hostLength);
}

/** The type of a record that stores none, as its system's own `last` reads line and user. */
export function derivedType(line: usize, lineLength: i32, user: usize, userLength: i32, seconds: i64): i32 {
  if (lineLength == 0 && userLength == 0) return seconds ? TYPE_DEAD_PROCESS : TYPE_EMPTY;
  const mark = lineLength == 1 ? load<u8>(line) : 0;
  if (mark == 0x7c) return TYPE_OLD_TIME;
  if (mark == 0x7b) return TYPE_NEW_TIME;
  if (mark == 0x7e) return userLength > 0 && load<u8>(user) == 0x72 ? TYPE_BOOT_TIME : TYPE_SHUTDOWN_TIME;
  return userLength == 0 ? TYPE_DEAD_PROCESS : TYPE_USER_PROCESS;
}

/** Fills every row with what a layout leaves unsaid, so that decoding writes only the cells that a record has. */
export function prepareRows(layout: usize): void {
  clearRow(rowAt(0), span(load<i32>(layout, L_NAME) as usize, load<i32>(layout, L_NAME_BYTES)));
  repeatFirstRow(MAX_ROWS);
}

/** Makes the first `count` rows what the first one is, twice as many with each copy. */
function repeatFirstRow(count: i32): void {
  for (let done = 1; done < count; done <<= 1) {
    memory.copy(rowAt(done), rowAt(0), min(done, count - done) * ROW_BYTES);
  }
}

/** Makes every cell of one record row absent but for the layout's name. */
function clearRow(row: usize, name: i64): void {
  for (let cell = 0; cell < RECORD_CELLS; cell++) {
    store<i64>(row + cell * 8, isTextCell(cell) ? 0 : ABSENT);
  }
  store<i64>(row + CELL_LAYOUT * 8, name);
}

function isTextCell(cell: i32): bool {
  return (
    cell == CELL_LINE ||
    cell == CELL_ID ||
    cell == CELL_USER ||
    cell == CELL_HOST ||
    cell == CELL_ADDR ||
    cell == CELL_LAYOUT ||
    cell == CELL_SERVICE
  );
}
