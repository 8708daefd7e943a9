//  Addresses written out: dotted IPv4 with plain decimal numbers; IPv6 (RFC 4291) with `::`, a dotted tail, a zone.

const PERCENT: u32 = 0x25;
const DOT: u32 = 0x2e;
const COLON: u32 = 0x3a;

/** Reads start..end as one address into 16 bytes in network order, IPv4 in mapped form; false when it is none. */
export function parseAddress(start: usize, end: usize, target: usize): bool {
  store<u64>(target, 0);
  store<u32>(target, 0xffff0000, 8);
  return parseDotted(start, end, target + 12) || parseGroups(start, end, target);
}

/** Four numbers 0 to 255 without leading zeros, to 4 bytes. */
function parseDotted(start: usize, end: usize, target: usize): bool {
  let at = start;
  for (let part: usize = 0; part < 4; part++) {
    if (part != 0) {
      if (at == end || byteAt(at) != DOT) return false;
      at++;
    }
    const first = at;
    let value: u32 = 0;
    for (; at < end && at - first < 3 && byteAt(at) - 0x30 < 10; at++) value = value * 10 + byteAt(at) - 0x30;
    if (at == first || value > 255 || (at - first > 1 && byteAt(first) == 0x30)) return false;
    store<u8>(target + part, value);
  }
  return at == end;
}

/** Eight groups of 1 to 4 hex digits, to 16 bytes; one `::` stands for one or more groups of zero. */
function parseGroups(start: usize, end: usize, target: usize): bool {
  const stop = zoneAt(start, end);
  if (stop + 1 == end) return false;
  let at = start;
  let filled: usize = 0;
  let gap: usize = 16;
  if (at + 1 < stop && byteAt(at) == COLON && byteAt(at + 1) == COLON) {
    gap = 0;
    at += 2;
  }
  while (at < stop) {
    if (filled <= 12 && parseDotted(at, stop, target + filled)) {
      filled += 4;
      break;
    }
    const first = at;
    let value: u32 = 0;
    for (; at < stop && at - first < 4 && hexValue(at) < 16; at++) value = (value << 4) | hexValue(at);
    if (at == first || filled > 14) return false;
    store<u16>(target + filled, bswap<u16>(value as u16));
    filled += 2;
    if (at == stop) break;
    if (byteAt(at) != COLON || ++at == stop) return false;
    if (byteAt(at) == COLON) {
      if (gap < 16) return false;
      gap = filled;
      at++;
    }
  }
  return gap == 16 ? filled == 16 : filled < 16 && widen(target, gap, filled);
}

/** Moves what follows the gap to the end and zeros what is between. */
function widen(target: usize, gap: usize, filled: usize): bool {
  memory.copy(target + gap + 16 - filled, target + gap, filled - gap);
  memory.fill(target + gap, 0, 16 - filled);
  return true;
}

/** Where the zone (`%eth0`) begins, or the end. */
function zoneAt(start: usize, end: usize): usize {
  let at = start;
  while (at < end && byteAt(at) != PERCENT) at++;
  return at;
}

function byteAt(at: usize): u32 {
  return load<u8>(at) as u32;
}

/** The value of a hex digit; 16 or more for any other byte. */
function hexValue(at: usize): u32 {
  const byte = byteAt(at);
  if (byte - 0x30 < 10) return byte - 0x30;
  return (byte | 0x20) - 0x61 < 6 ? (byte | 0x20) - 0x57 : 16;
}
