//  Decimal digits without a loop or a table: all eight digits of a number below 10^8 in one u64, the first digit in
//  the lowest byte. Three multiplications split 10^8 -> 2 x 10^4 -> 4 x 100 -> 8 x 10, side by side in the lanes.

const ASCII_ZEROS: u64 = 0x3030303030303030;
const TEN_TO_8: u64 = 100000000;

function eightDigits(value: u32): u64 {
  const thousands = value / 10000;
  const pairs = (thousands as u64) | (((value - thousands * 10000) as u64) << 32);
  const hundreds = ((pairs * 10486) >> 20) & 0x0000007f0000007f;
  const fours = hundreds | ((pairs - hundreds * 100) << 16);
  const tens = ((fours * 103) >> 10) & 0x000f000f000f000f;
  return tens | ((fours - tens * 10) << 8);
}

/** Writes exactly eight digits of a number below 10^8. */
export function digits8(out: usize, value: u32): usize {
  store<u64>(out, eightDigits(value) | ASCII_ZEROS);
  return out + 8;
}

/** Writes exactly four digits of a number below 10^4. */
export function digits4(out: usize, value: u32): usize {
  store<u32>(out, ((eightDigits(value) | ASCII_ZEROS) >> 32) as u32);
  return out + 4;
}

/** Writes exactly two digits of a number below 100. */
export function digits2(out: usize, value: u32): usize {
  const tens = (value * 103) >> 10;
  store<u16>(out, (tens | ((value - tens * 10) << 8) | 0x3030) as u16);
  return out + 2;
}

/** Writes a number below 10^8 without leading zeros; 8 bytes at `out` are overwritten. */
export function shortDigits(out: usize, value: u32): usize {
  const digits = eightDigits(value);
  const zeros = ctz(digits | (1 << 56)) >> 3;
  store<u64>(out, (digits | ASCII_ZEROS) >> (zeros << 3));
  return out + 8 - (zeros as usize);
}

/** Writes an unsigned number of any size without leading zeros. */
export function unsignedDigits(out: usize, value: u64): usize {
  if (value < TEN_TO_8) return shortDigits(out, value as u32);
  const high = value / TEN_TO_8;
  return digits8(unsignedDigits(out, high), (value - high * TEN_TO_8) as u32);
}

/** Writes an integer, 20 bytes at most. */
export function integerDigits(out: usize, value: i64): usize {
  if (value >= 0) return unsignedDigits(out, value as u64);
  store<u8>(out, 0x2d);
  return unsignedDigits(out + 1, -value as u64);
}

/** Writes a byte without leading zeros and a full stop behind it; returns the address of the full stop. */
export function byteDigits(out: usize, value: u32): usize {
  const hundreds = (value * 41) >> 12;
  const rest = value - hundreds * 100;
  const tens = (rest * 103) >> 10;
  const digits = hundreds | (tens << 8) | ((rest - tens * 10) << 16);
  const zeros = ctz(digits | (1 << 16)) >> 3;
  store<u32>(out, (digits | 0x2e303030) >> (zeros << 3));
  return out + 3 - (zeros as usize);
}
