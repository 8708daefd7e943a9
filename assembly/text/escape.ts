//  The visible escape, and a syntax's own on top of it. The visible one is injective, so every byte of a cell can be
//  told from the text (src/model/escape.ts is the same in TypeScript):
//
//    C0, DEL, backslash, each byte that is not UTF-8      \xNN
//    C1, bidi controls, line separators, byte order mark  \u{hex}
//    everything else                                      as it is
//
//  A dialect says what a syntax adds. Its bytes:
//
//   0      1      2      3          4    5      6            7
//  ┌──────┬──────┬──────┬──────────┬────┬──────┬────────────┬────────┐
//  │limit │first │second│backslash │DEL │guard │backslashes │visible │
//  └──────┴──────┴──────┴──────────┴────┴──────┴────────────┴────────┘
//
//  Special are: bytes below `limit` or above 0x7f, `first`, `second`, backslash, DEL. `guard` goes before a special
//  byte of the syntax; `backslashes` is how many it takes to mean one (JSON: 2). `visible`: the text is in the visible
//  form already, so a backslash is a byte of the syntax.

import { pointAt } from "./utf8";

/** Line protocol, tag value: comma, equals sign and space behind a backslash. */
export const TAG: usize = memory.data<u8>([0x21, 0x2c, 0x3d, 0x5c, 0x7f, 0x5c, 1, 0]);
/** Line protocol, string field: the quote behind a backslash. */
export const FIELD: usize = memory.data<u8>([0x20, 0x22, 0x22, 0x5c, 0x7f, 0x5c, 1, 0]);
/** JSON string: the quote behind a backslash, a backslash doubled. */
export const JSON_STRING: usize = memory.data<u8>([0x20, 0x22, 0x22, 0x5c, 0x7f, 0x5c, 2, 0]);
/** JSON string of a text whose visible form it is already. */
export const JSON_VISIBLE: usize = memory.data<u8>([0x20, 0x22, 0x22, 0x5c, 0x7f, 0x5c, 2, 1]);
/** CSV cell in quotes: the quote doubled. */
export const CSV_QUOTED: usize = memory.data<u8>([0x20, 0x22, 0x22, 0x5c, 0x7f, 0x22, 1, 0]);
/** CSV cell without quotes: comma and quote are special because they need quotes. */
export const CSV_BARE: usize = memory.data<u8>([0x20, 0x22, 0x2c, 0x5c, 0x7f, 0x22, 1, 0]);
/** For people: nothing but the visible escape. */
export const PLAIN: usize = memory.data<u8>([0x20, 0x5c, 0x5c, 0x5c, 0x7f, 0x5c, 1, 0]);

/** Most bytes that one byte of a cell becomes: `\\xNN` in JSON. */
export const ESCAPE_FACTOR: usize = 5;

/** Copies 16 bytes as they are; the result has one bit for each that is special. */
export function copyMarking(out: usize, text: usize, dialect: usize): i32 {
  const bytes = v128.load(text);
  v128.store(out, bytes);
  const low = i8x16.lt_s(bytes, v128.load8_splat(dialect));
  const first = i8x16.eq(bytes, v128.load8_splat(dialect, 1));
  const second = i8x16.eq(bytes, v128.load8_splat(dialect, 2));
  const backslash = i8x16.eq(bytes, v128.load8_splat(dialect, 3));
  const del = i8x16.eq(bytes, v128.load8_splat(dialect, 4));
  return i8x16.bitmask(v128.or(v128.or(low, backslash), v128.or(del, v128.or(first, second))));
}

/** Writes a cell in a dialect, at most ESCAPE_FACTOR bytes for each of its own and 16 behind them. */
export function escapeText(out: usize, text: usize, length: i32, dialect: usize): usize {
  const end = text + length;
  while (text < end) {
    const left = end - text;
    const plain = ctz(copyMarking(out, text, dialect) | 0x10000) as usize;
    if (plain >= left) return out + left;
    out += plain;
    text += plain;
    if (plain == 16) continue;
    const byte = load<u8>(text) as u32;
    if (byte < 0x80) {
      out = escapeAscii(out, byte, dialect);
      text += 1;
      continue;
    }
    const point = pointAt(text, end);
    out = point == 0 ? escapeByte(out, byte, dialect) : escapePoint(out, text, point, dialect);
    text += point == 0 ? 1 : point >> 24;
  }
  return out;
}

function escapeAscii(out: usize, byte: u32, dialect: usize): usize {
  const isHidden = byte < 0x20 || byte == 0x7f || (byte == 0x5c && !load<u8>(dialect, 7));
  if (isHidden) return escapeByte(out, byte, dialect);
  store<u8>(out, load<u8>(dialect, 5));
  store<u8>(out, byte as u8, 1);
  return out + 2;
}

function escapePoint(out: usize, text: usize, found: u32, dialect: usize): usize {
  const point = found & 0xffffff;
  if (!isHidden(point)) {
    store<u32>(out, load<u32>(text));
    return out + (found >> 24);
  }
  out = backslash(out, dialect);
  store<u16>(out, 0x7b75);
  out += 2;
  for (let shift = point < 0x100 ? 4 : 12; shift >= 0; shift -= 4) {
    const digit = (point >> shift) & 15;
    if (digit == 0 && shift == 12) continue;
    store<u8>(out++, hexDigit(digit));
  }
  store<u8>(out, 0x7d);
  return out + 1;
}

//  Points that change how their neighbours look or end a line: all of them at most four hex digits long.
function isHidden(point: u32): bool {
  if (point < 0xa0) return true;
  if (point < 0x200e) return point == 0x061c;
  return (
    point <= 0x200f || (point >= 0x2028 && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069) || point == 0xfeff
  );
}

function escapeByte(out: usize, byte: u32, dialect: usize): usize {
  out = backslash(out, dialect);
  store<u8>(out, 0x78);
  store<u8>(out, hexDigit(byte >> 4), 1);
  store<u8>(out, hexDigit(byte & 15), 2);
  return out + 3;
}

function backslash(out: usize, dialect: usize): usize {
  store<u16>(out, 0x5c5c);
  return out + load<u8>(dialect, 6);
}

function hexDigit(value: u32): u8 {
  return (value + (value < 10 ? 0x30 : 0x57)) as u8;
}
