//  The line of util-linux's utmpdump (login-utils/utmpdump.c), in the C locale:
//
//    [type] [pid] [id] [user] [line] [host] [addr] [time]
//    "[%d] [%05d] [%-4.4s] [%-8.32s] [%-12.32s] [%-20.256s] [%-15s] [%s]"
//
//  Texts end at a NUL; what does not print, and the brackets, are `?`. The type is the number of the file where the
//  layout is Linux's, else the number of our vocabulary, which is the same as Linux's.

import {
  ABSENT,
  CELL_ADDR,
  CELL_HOST,
  CELL_ID,
  CELL_LAYOUT,
  CELL_LINE,
  CELL_PID,
  CELL_TIME,
  CELL_TYPE,
  CELL_TYPE_CODE,
  CELL_USER,
  rowAt,
} from "../row";
import { addressText } from "../text/address";
import { digits4, integerDigits } from "../text/digits";
import { utmpdumpTime } from "../text/time";
import { beginRows, countWithoutTime, endRows } from "./state";

const LINUX: u32 = 0x756e696c;
const UTMPDUMP: u32 = 0x706d7475;

/** Encodes rows from `first` on into `out`; returns the end of what was written (encodedRows() tells how far). */
export function encodeUtmpdump(first: i32, count: i32, out: usize, end: usize): usize {
  const limit = beginRows(end);
  let done = 0;
  for (; done < count && out <= limit; ++done) {
    const row = rowAt(first + done);
    const time = load<i64>(row, CELL_TIME << 3);
    if (time == ABSENT) countWithoutTime();
    else out = dumpRow(out, row, time);
  }
  endRows(done);
  return out;
}

function dumpRow(out: usize, row: usize, time: i64): usize {
  store<u8>(out, 0x5b);
  out = separator(integerDigits(out + 1, typeNumber(row)));
  const pid = load<i64>(row, CELL_PID << 3);
  out = separator(pidText(out, pid == ABSENT ? 0 : (pid as i32)));
  out = separator(printable(out, row + (CELL_ID << 3), 4, 4));
  out = separator(printable(out, row + (CELL_USER << 3), 8, 32));
  out = separator(printable(out, row + (CELL_LINE << 3), 12, 32));
  out = separator(printable(out, row + (CELL_HOST << 3), 20, 256));
  const address = load<u64>(row, CELL_ADDR << 3);
  const tail = address == 0 ? noAddress(out) : addressText(out, address as u32, (address >> 32) as i32);
  out = utmpdumpTime(separator(padded(out, tail, 15)), time);
  store<u16>(out, 0x0a5d);
  return out + 2;
}

function typeNumber(row: usize): i64 {
  const layout = load<u64>(row, CELL_LAYOUT << 3);
  const code = load<i64>(row, CELL_TYPE_CODE << 3);
  const start = layout >> 32 > 5 ? load<u32>(layout as u32) : 0;
  if ((start == LINUX || start == UTMPDUMP) && code != ABSENT) return code;
  const type = load<i64>(row, CELL_TYPE << 3);
  return type == ABSENT ? 0 : type;
}

//  "] ["
function separator(out: usize): usize {
  store<u32>(out, 0x5b205d);
  return out + 3;
}

//  %05d: the sign counts.
function pidText(out: usize, pid: i32): usize {
  if (pid >= 0 && pid < 100000) {
    store<u8>(out, 0x30 + ((pid / 10000) as u8));
    return digits4(out + 1, pid % 10000);
  }
  if (pid >= 0 || pid <= -1000) return integerDigits(out, pid);
  store<u8>(out, 0x2d);
  return digits4(out + 1, -pid);
}

function noAddress(out: usize): usize {
  store<u64>(out, 0x2e302e302e302e30);
  return out + 7;
}

function printable(out: usize, cell: usize, least: usize, most: i32): usize {
  const text = load<u32>(cell) as usize;
  const length = min(load<i32>(cell, 4), most);
  let tail = out;
  for (let at = 0; at < length; ++at) {
    const byte = load<u8>(text + at);
    if (byte == 0) break;
    const plain = byte >= 0x20 && byte < 0x7f && byte != 0x5b && byte != 0x5d;
    store<u8>(tail++, plain ? byte : 0x3f);
  }
  return padded(out, tail, least);
}

function padded(start: usize, tail: usize, least: usize): usize {
  while (tail < start + least) store<u8>(tail++, 0x20);
  return tail;
}
