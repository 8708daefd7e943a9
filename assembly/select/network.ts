//  A network is a family (i64: 4 or 6), the bits that count and the bits they must be:
//
//   0       8     24     40
//  ┌───────┬─────┬──────┐   addresses in network order; IPv4 in the last 4 of 16 bytes, behind ::ffff:
//  │family │bits │mask  │
//  └───────┴─────┴──────┘
//
//  A row has up to two addresses: its address cell, and its host when that is an address written out. Either may match.
//  An IPv4-mapped IPv6 address is the IPv4 address: it is in IPv4 networks and in no IPv6 network.

import { CELL_ADDR } from "../row";
import { parseAddress } from "./parse-address";
import { textEnd, textStart } from "./text";

const FAMILY: usize = 0;
const BITS: usize = 8;
const MASK: usize = 24;

/** The addresses of the row at hand; a family of 0 means none. */
const CELL_ADDRESS: usize = memory.data(16, 16);
const HOST_ADDRESS: usize = memory.data(16, 16);
let cellFamily: i64 = 0;
let hostFamily: i64 = 0;

/** Takes the addresses of a row, whose host text is start..end (start 0: absent), for networkMatches(). */
export function aimAt(row: usize, start: usize, end: usize): void {
  cellFamily = readAddress(load<u64>(row + CELL_ADDR * 8));
  hostFamily = start != 0 && parseAddress(start, end, HOST_ADDRESS) ? familyOf(HOST_ADDRESS) : 0;
}

/** Whether an address of the row is in the network at `network`. */
export function networkMatches(network: usize): bool {
  const family = load<i64>(network, FAMILY);
  return (
    (family == cellFamily && contains(network, CELL_ADDRESS)) ||
    (family == hostFamily && contains(network, HOST_ADDRESS))
  );
}

function contains(network: usize, address: usize): bool {
  const difference = v128.xor(v128.load(address), v128.load(network, BITS));
  return !v128.any_true(v128.and(difference, v128.load(network, MASK)));
}

function readAddress(span: u64): i64 {
  const start = textStart(span);
  const length = textEnd(span) - start;
  if (start == 0 || (length != 4 && length != 16)) return 0;
  if (length == 16) {
    v128.store(CELL_ADDRESS, v128.load(start));
  } else {
    setMapped(CELL_ADDRESS, load<u32>(start));
  }
  return familyOf(CELL_ADDRESS);
}

/** Writes an IPv4 address, its bytes in network order, in IPv4-mapped form. */
function setMapped(target: usize, address: u32): void {
  store<u64>(target, 0);
  store<u32>(target, 0xffff0000, 8);
  store<u32>(target, address, 12);
}

function familyOf(address: usize): i64 {
  return load<u64>(address) == 0 && load<u32>(address, 8) == 0xffff0000 ? 4 : 6;
}
