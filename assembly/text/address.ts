//  Addresses as inet_ntop(3) writes them. For IPv6 that is RFC 5952: lower case, no leading zeros, the first longest run
//  of two or more zero groups as `::`, and the IPv4 tail of ::ffff:0:0/96 (and ::/96) dotted.

import { short4 } from "./digits";

/** Most bytes of an address as text. */
export const ADDRESS_TEXT: usize = 46;

/** Writes an address of 4 or 16 bytes in network order. */
export function addressText(out: usize, address: usize, length: i32): usize {
  return length == 4 ? ipv4Text(out, address) : ipv6Text(out, address);
}

function ipv4Text(out: usize, address: usize): usize {
  out = byteAndStop(out, load<u8>(address));
  out = byteAndStop(out, load<u8>(address, 1));
  out = byteAndStop(out, load<u8>(address, 2));
  return short4(out, load<u8>(address, 3));
}

function byteAndStop(out: usize, byte: u32): usize {
  out = short4(out, byte);
  store<u8>(out, 0x2e);
  return out + 1;
}

function ipv6Text(out: usize, address: usize): usize {
  const run = longestZeroRun(address);
  const start = run >> 4;
  const end = start + (run & 15);
  const dotted = start == 0 && (end == 6 || (end == 5 && group(address, 5) == 0xffff));
  const groups = dotted ? 6 : 8;
  for (let index = 0; index < groups; ++index) {
    if (index >= start && index < end) {
      if (index == start) store<u8>(out++, 0x3a);
      continue;
    }
    if (index > 0) store<u8>(out++, 0x3a);
    out = hexGroup(out, group(address, index));
  }
  if (dotted) {
    store<u8>(out, 0x3a);
    return ipv4Text(out + 1, address + 12);
  }
  if (end == 8 && start < 8) store<u8>(out++, 0x3a);
  return out;
}

//  start << 4 | length of the first longest run of zero groups; 8 << 4 when none is two groups long.
function longestZeroRun(address: usize): i32 {
  let best = 8 << 4;
  let length = 0;
  for (let index = 0; index < 8; ++index) {
    length = group(address, index) == 0 ? length + 1 : 0;
    if (length >= 2 && length > (best & 15)) best = ((index - length + 1) << 4) | length;
  }
  return best;
}

function group(address: usize, index: i32): u32 {
  return ((load<u8>(address + (index << 1)) as u32) << 8) | load<u8>(address + (index << 1), 1);
}

function hexGroup(out: usize, value: u32): usize {
  for (let shift = value == 0 ? 0 : (31 - clz(value)) & ~3; shift >= 0; shift -= 4) {
    const digit = (value >> shift) & 15;
    store<u8>(out++, (digit + (digit < 10 ? 0x30 : 0x57)) as u8);
  }
  return out;
}
