//  Text cells as rules see them. A cell that points outside memory counts as absent: 16 bytes behind a text can be read.

/** Where the text of a cell starts; 0 when it is absent. */
export function textStart(span: u64): usize {
  const start = span & 0xffffffff;
  return start + (span >> 32) + 16 > (memory.size() as u64) << 16 ? 0 : (start as usize);
}

/** Where the text of a cell ends; meaningless when it is absent. */
export function textEnd(span: u64): usize {
  return ((span & 0xffffffff) + (span >> 32)) as usize;
}

/** Compares `length` bytes of a text with those of a rule, whose letters are lower-case when `fold` is 0x20. */
export function sameText(text: usize, wanted: usize, length: usize, fold: u32): bool {
  if (fold != 0) return sameFolded(text, wanted, length);
  let at: usize = 0;
  for (; at + 8 < length; at += 8) {
    if (load<u64>(text + at) != load<u64>(wanted + at)) return false;
  }
  // 0 to 8 bytes are left; the shift of two halves is there because one shift by 64 would be a shift by 0.
  const unused = ((8 - (length - at)) as u64) * 4;
  return ((load<u64>(text + at) ^ load<u64>(wanted + at)) << unused) << unused == 0;
}

function sameFolded(text: usize, wanted: usize, length: usize): bool {
  for (let at: usize = 0; at < length; at++) {
    if (lower(load<u8>(text + at)) != (load<u8>(wanted + at) as u32)) return false;
  }
  return true;
}

/** The lower-case form of an ASCII letter; other bytes as they are. */
export function lower(byte: u32): u32 {
  return byte - 0x41 < 26 ? byte | 0x20 : byte;
}
