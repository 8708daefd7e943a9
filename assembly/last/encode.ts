//  A line of the listing, as util-linux's `last` prints it (2.38; --hosts last moves the host behind the length):
//
//    user 8  line 12  host 16  login  end  length
//
//    login  16 short, 24 full, 25 ISO     end     7, 26, 27
//    length `(D+HH:MM)`, ` (HH:MM)`; a negative one as C's %02d has it: ` (-2:05)`, ` (-12:05)`, ` (-00:05)`
//
//  Spaces at the end of the line are taken away. From 2.41 on `last` ends a text that it cuts with `*`.

import { endRows } from "../encode/state";
import { CELL_HOST, CELL_LINE, CELL_LOGIN, CELL_LOGOUT, CELL_SRC_IP, CELL_USER, outputRowAt, span } from "../row";
import { addressText } from "../text/address";
import { digits2, integerDigits } from "../text/digits";
import { column, spaces } from "./column";
import { END_DAY, LOGIN_DAY, localClock, secondsOf, writeBehind, writeLocal } from "./local";
import { CELL_HOW, HOW_CRASH, HOW_DOWN, HOW_ENDED, HOW_LOGGED_IN, HOW_MOMENT } from "./row";
import {
  HOSTS_COLUMN,
  HOSTS_LAST,
  hosts,
  isNumeric,
  isWide,
  TIMES_FULL,
  TIMES_NONE,
  TIMES_SHORT,
  times,
} from "./style";

/** Most bytes of a line: three texts of an entry, escaped. */
const LINE_MOST: usize = 16 * 1024;
const USER_WIDTH: i32 = 8;
const LINE_WIDTH: i32 = 12;
const HOST_WIDTH: i32 = 16;
const LENGTH_WIDTH: i32 = 12;

/** Encodes rows from `first` on into `out`; returns the end of what was written (encodedRows() tells how far). */
export function encodeLast(first: i32, count: i32, out: usize, end: usize): usize {
  const limit = end - LINE_MOST;
  let done = 0;
  for (; done < count && out <= limit; ++done) {
    let tail = line(out, outputRowAt(first + done));
    while (tail > out && load<u8>(tail - 1) == 0x20) --tail;
    store<u8>(tail, 0x0a);
    out = tail + 1;
  }
  endRows(done);
  return out;
}

/** Writes the moment as the footer has it; nothing when no times are shown. */
export function writeMoment(out: usize, time: i64): usize {
  if (times() == 0) return out;
  return writeBehind(writeLocal(out, LOGIN_DAY, secondsOf(time)), LOGIN_DAY);
}

function line(out: usize, row: usize): usize {
  const login = secondsOf(load<i64>(row, CELL_LOGIN << 3));
  const end = secondsOf(load<i64>(row, CELL_LOGOUT << 3));
  const how = load<i64>(row, CELL_HOW << 3);
  const place = hosts();
  const whole = isWide() ? i32.MAX_VALUE : 0;
  out = column(out, load<i64>(row, CELL_USER << 3), USER_WIDTH, USER_WIDTH | whole);
  out = column(out, shown(load<i64>(row, CELL_LINE << 3)), LINE_WIDTH, LINE_WIDTH);
  if (place == HOSTS_COLUMN) out = column(out, host(row), HOST_WIDTH, HOST_WIDTH | whole);
  const style = times();
  if (style != TIMES_NONE) {
    out = writeLocal(out, LOGIN_DAY, login);
    if (style == TIMES_SHORT) out -= 3;
    else out = writeBehind(out, LOGIN_DAY);
  }
  store<u8>(out, 0x20);
  out = endTime(out + 1, end, how, style);
  store<u8>(out, 0x20);
  const tail = length(out + 1, end - login, how);
  if (place != HOSTS_LAST) return tail;
  v128.store(tail, spaces());
  store<u8>(out + 1 + LENGTH_WIDTH, 0x20);
  return column(out + 1 + LENGTH_WIDTH + 1, host(row), 0, i32.MAX_VALUE);
}

//  `ftp12345` is `ftp`, `uucp1` is `uucp`.
function shown(line: i64): i64 {
  const text = line as u32 as usize;
  const length = (line >> 32) as i32;
  const known = length < 4 ? 0 : load<u32>(text) == 0x70637575 ? 4 : (load<u32>(text) & 0xffffff) == 0x707466 ? 3 : 0;
  return known != 0 && length > known && isDigit(load<u8>(text + known)) ? span(text, known) : line;
}

function isDigit(byte: u32): bool {
  return byte - 0x30 < 10;
}

const addressRoom: usize = memory.data(64, 16);

//  The host, or in its place the address: an IPv4-mapped one as the IPv4 address that it is, none as 0.0.0.0.
function host(row: usize): i64 {
  if (!isNumeric()) return load<i64>(row, CELL_HOST << 3);
  const cell = load<i64>(row, CELL_SRC_IP << 3);
  let bytes = cell as u32 as usize;
  let size = (cell >> 32) as i32;
  if (size == 0) {
    bytes = addressRoom + 48;
    size = 4;
  } else if (size == 16 && load<u64>(bytes) == 0 && load<u32>(bytes, 8) == 0xffff0000) {
    bytes += 12;
    size = 4;
  }
  return span(addressRoom, (addressText(addressRoom, bytes, size) - addressRoom) as i32);
}

function endTime(out: usize, seconds: i64, how: i64, style: i32): usize {
  if (style == TIMES_NONE) return out;
  v128.store(out, spaces());
  v128.store(out, spaces(), 16);
  if (how == HOW_ENDED) {
    store<u16>(out, 0x202d);
    if (style != TIMES_SHORT) return writeBehind(writeLocal(out + 2, END_DAY, seconds), END_DAY);
    store<u64>(out, localClock(END_DAY, seconds), 2);
  } else if (how != HOW_MOMENT) {
    store<u64>(out, how == HOW_CRASH ? CRASH : how == HOW_DOWN ? DOWN : STILL);
    if (how > HOW_DOWN && style != TIMES_SHORT) still(out + 8, how);
  }
  return out + (style == TIMES_SHORT ? 7 : style == TIMES_FULL ? 26 : 27);
}

//  `- crash `, `- down  `, `  still `, `logged i`, `running `.
const CRASH: u64 = 0x206873617263202d;
const DOWN: u64 = 0x20206e776f64202d;
const STILL: u64 = 0x206c6c6974732020;
const LOGGED_IN: u64 = 0x6920646567676f6c;
const RUNNING: u64 = 0x20676e696e6e7572;

function still(out: usize, how: i64): usize {
  store<u64>(out, how == HOW_LOGGED_IN ? LOGGED_IN : RUNNING);
  store<u8>(out, how == HOW_LOGGED_IN ? 0x6e : 0x20, 8);
  return out + 9;
}

function length(out: usize, seconds: i64, how: i64): usize {
  if (how > HOW_DOWN) return how == HOW_MOMENT || times() > TIMES_SHORT ? out : still(out, how);
  const days = seconds / 86400;
  const minutes = abs((seconds - days * 86400) as i32) / 60;
  const hours = minutes / 60;
  const isOneDigit = days == 0 && seconds < 0 && hours != 0;
  store<u16>(out, days != 0 ? 0x28 : 0x2820);
  out += days != 0 ? 1 : 2;
  if (days != 0) {
    out = integerDigits(out, days);
    store<u8>(out++, 0x2b);
  } else if (seconds < 0) {
    store<u8>(out++, 0x2d);
  }
  out = isOneDigit ? integerDigits(out, hours) : digits2(out, hours);
  store<u8>(out, 0x3a);
  out = digits2(out + 1, minutes - hours * 60);
  store<u8>(out, 0x29);
  return out + 1;
}
