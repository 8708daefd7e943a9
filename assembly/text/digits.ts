//  Decimal digits, four at a time: FOURS holds those of every number below 10,000, the first digit in the lowest byte,
//  as numbers, not yet as ASCII (then the leading zeros can be counted). It is filled once, a vector at a time: a
//  slow start would make the engine optimise code that never runs again.

const FOURS: usize = memory.data(10000 * 4, 16);
const ASCII: u32 = 0x30303030;
const TEN_TO_8: u64 = 100000000;

/** Fills the table of digits. Has to be called once before anything else here. */
export function prepareDigits(): void {
  if (load<u32>(FOURS, 9999 << 2) != 0) return;
  for (let low: u32 = 0; low < 100; ++low) store<u32>(FOURS + (low << 2), pair(low) << 16);
  for (let high: u32 = 1; high < 100; ++high) {
    const row = FOURS + high * 400;
    for (let at: usize = 0; at < 400; at += 16) {
      v128.store(row + at, v128.or(v128.load(FOURS + at), i32x4.splat(pair(high))));
    }
  }
}

/** The two digits of a number below 100 as bytes. */
function pair(value: u32): u32 {
  return (value / 10) | ((value % 10) << 8);
}

function fours(value: u32): u32 {
  return load<u32>(FOURS + (value << 2));
}

/** The four digits of a number below 10^4 as ASCII, the first in the lowest byte. */
export function ascii4(value: u32): u32 {
  return fours(value) | ASCII;
}

/** Writes exactly two digits of a number below 100. */
export function digits2(out: usize, value: u32): usize {
  store<u16>(out, ((fours(value) | ASCII) >> 16) as u16);
  return out + 2;
}

/** Writes exactly four digits of a number below 10^4. */
export function digits4(out: usize, value: u32): usize {
  store<u32>(out, fours(value) | ASCII);
  return out + 4;
}

/** Writes exactly eight digits of a number below 10^8. */
export function digits8(out: usize, value: u32): usize {
  const high = value / 10000;
  return digits4(digits4(out, high), value - high * 10000);
}

/** Writes a number below 10^4 without leading zeros; 4 bytes at `out` are overwritten. */
export function short4(out: usize, value: u32): usize {
  const digits = fours(value);
  const zeroBits = ctz(digits | (1 << 24)) & 24;
  store<u32>(out, (digits | ASCII) >> zeroBits);
  return out + 4 - (zeroBits >> 3);
}

/** Writes a number below 10^8 without leading zeros; 8 bytes at `out` are overwritten. */
export function short8(out: usize, value: u32): usize {
  if (value < 10000) return short4(out, value);
  const high = value / 10000;
  return digits4(short4(out, high), value - high * 10000);
}

/** Writes an unsigned number without leading zeros, 20 bytes at most. */
export function unsignedDigits(out: usize, value: u64): usize {
  if (value < TEN_TO_8) return short8(out, value as u32);
  if (value <= (u32.MAX_VALUE as u64)) {
    // Division of 32 bits by a constant is a multiplication.
    const top = (value as u32) / 100000000;
    return digits8(short4(out, top), (value as u32) - top * 100000000);
  }
  const high = value / TEN_TO_8;
  const low = (value - high * TEN_TO_8) as u32;
  if (high < TEN_TO_8) return digits8(short8(out, high as u32), low);
  const higher = (high / TEN_TO_8) as u32;
  return digits8(digits8(short4(out, higher), (high - (higher as u64) * TEN_TO_8) as u32), low);
}

/** Writes an integer, 20 bytes at most. */
export function integerDigits(out: usize, value: i64): usize {
  if (value >= 0) return unsignedDigits(out, value as u64);
  store<u8>(out, 0x2d);
  return unsignedDigits(out + 1, -value as u64);
}
