//  Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.

function isContinuation(byte: u32): bool {
  return (byte & 0xc0) == 0x80;
}

/**
 * Reads the code point at `text`, whose first byte is 0x80 or more: the point in the low 24 bits, its bytes (2 to 4)
 * above them; 0 when the bytes before `end` are not well-formed. May load, but never uses, 3 bytes at or behind `end`.
 */
export function pointAt(text: usize, end: usize): u32 {
  const lead = load<u8>(text) as u32;
  const size: u32 = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (size == 0 || text + size > end) return 0;
  const second = load<u8>(text, 1) as u32;
  if (!isContinuation(second)) return 0;
  if (size == 2) return ((lead & 0x1f) << 6) | (second & 0x3f) | (2 << 24);
  const third = load<u8>(text, 2) as u32;
  if (!isContinuation(third)) return 0;
  const low = ((second & 0x3f) << 6) | (third & 0x3f);
  if (size == 3) {
    const point = ((lead & 0x0f) << 12) | low;
    return point < 0x800 || (point >= 0xd800 && point < 0xe000) ? 0 : point | (3 << 24);
  }
  const fourth = load<u8>(text, 3) as u32;
  if (!isContinuation(fourth)) return 0;
  const point = ((((lead & 0x07) << 12) | low) << 6) | (fourth & 0x3f);
  return point < 0x10000 || point > 0x10ffff ? 0 : point | (4 << 24);
}
