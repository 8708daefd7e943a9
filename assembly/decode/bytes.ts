//  Raw bytes to numbers and text lengths. Every load may reach SLACK bytes past a field, never outside a region.

/** The 16-bit number at `p`, in the layout's byte order. */
export function u16At(p: usize, big: i32): i32 {
  const raw = load<u16>(p);
  return (big ? bswap<u16>(raw) : raw) as i32;
}

/** The signed 16-bit number at `p`. */
export function i16At(p: usize, big: i32): i32 {
  return (u16At(p, big) << 16) >> 16;
}

/** The unsigned 32-bit number at `p`. */
export function u32At(p: usize, big: i32): u32 {
  const raw = load<u32>(p);
  return big ? bswap<u32>(raw) : raw;
}

/** The signed 64-bit number at `p`. */
export function i64At(p: usize, big: i32): i64 {
  const raw = load<i64>(p);
  return big ? bswap<i64>(raw) : raw;
}

/** A signed integer of 2, 4 or 8 bytes. */
export function integerAt(p: usize, bytes: i32, big: i32): i64 {
  if (bytes == 4) return u32At(p, big) as i32 as i64;
  if (bytes == 8) return i64At(p, big);
  return i16At(p, big) as i64;
}

/** Bytes before the first NUL among `width`: a field may be full without one. Most texts end within 16 bytes. */
export function textLength(p: usize, width: i32): i32 {
  const zeros = zerosAt(p);
  if (zeros) return min(ctz(zeros), width);
  return width > 16 ? longTextLength(p, width) : width;
}

function longTextLength(p: usize, width: i32): i32 {
  for (let i = 16; i < width; i += 16) {
    const zeros = zerosAt(p + i);
    if (zeros) return min(i + ctz(zeros), width);
  }
  return width;
}

/** One bit for each zero byte among 16. */
function zerosAt(p: usize): i32 {
  return i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(0)));
}

/** Whether `length` bytes from `p` are all zero; 16 to 32 take two overlapping loads. */
export function isZero(p: usize, length: i32): bool {
  if (length < 16 || length > 32) return isLongZero(p, length);
  return !v128.any_true(v128.or(v128.load(p), v128.load(p + length - 16)));
}

function isLongZero(p: usize, length: i32): bool {
  let i = 0;
  for (; i + 16 <= length; i += 16) {
    if (v128.any_true(v128.load(p + i))) return false;
  }
  const rest = length - i;
  return rest == 0 || (~zerosAt(p + i) & ((1 << rest) - 1)) == 0;
}
