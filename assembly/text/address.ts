//  Addresses as inet_ntop(3) writes them. For IPv6 that is RFC 5952: lower case, no leading zeros, the first longest run
//  of two or more zero groups as `::`, and the IPv4 tail of ::ffff:0:0/96 (and ::/96) dotted.

import { short4 } from "./digits";

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
  if (run == NO_RUN) return allGroups(out, address);
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

function allGroups(out: usize, address: usize): usize {
  out = hexGroup(out, group(address, 0));
  for (let index = 1; index < 8; ++index) {
    store<u8>(out, 0x3a);
    out = hexGroup(out + 1, group(address, index));
  }
  return out;
}

const NO_RUN: i32 = 8 << 4;

//  start << 4 | length of the first longest run of zero groups; NO_RUN when none is two groups long.
function longestZeroRun(address: usize): i32 {
  const zeros = i16x8.bitmask(i16x8.eq(v128.load(address), i16x8.splat(0)));
  if ((zeros & (zeros >> 1)) == 0) return NO_RUN;
  let best = NO_RUN;
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

//  The four digits at once, the leading zeros shifted out.
function hexGroup(out: usize, value: u32): usize {
  const digits = ((value >> 12) & 15) | (value & 0xf00) | ((value & 0xf0) << 12) | ((value & 15) << 24);
  const letters = ((digits + 0x06060606) >> 4) & 0x01010101;
  const zeros = (clz(value | 1) - 16) >> 2;
  store<u32>(out, (digits + 0x30303030 + letters * 0x27) >> (zeros << 3));
  return out + 4 - zeros;
}
