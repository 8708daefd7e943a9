//  Where decoding stands: the chunk in INPUT, the cursor in it, the layout in force.

import { INPUT } from "../memory";

export let inputEnd: usize = INPUT;
export let cursor: usize = INPUT;
/** Offset in the file of the first byte of INPUT. */
export let inputOffset: i64 = 0;
/** Nothing follows this chunk. */
export let isLast: i32 = 0;
/** Index of the layout in force. */
export let current: i32 = 0;
/** 1: the caller vouches for the layout; every stride is a record. 0: records are checked and found again when lost. */
export let isTrusted: i32 = 0;
/** File offset from which no record has been found, -1 while on the records. */
export let lostFrom: i64 = -1;

/** A chunk of file bytes in INPUT, up to `end`; `offset` is that of its first byte. The cursor goes to the front. */
export function setInput(end: usize, offset: i64, last: i32): void {
  cursor = INPUT;
  inputEnd = end;
  inputOffset = offset;
  isLast = last;
}

/** Where the next record is looked for. */
export function setCursor(at: usize): void {
  cursor = at;
}

/** Puts another layout in force. */
export function setCurrent(index: i32): void {
  current = index;
}

/** See `isTrusted`. */
export function setTrusted(trusted: i32): void {
  isTrusted = trusted;
}

/** See `lostFrom`. */
export function setLostFrom(offset: i64): void {
  lostFrom = offset;
}

/** File offset of an address in INPUT. */
export function offsetOf(p: usize): i64 {
  return inputOffset + ((p - INPUT) as i64);
}
