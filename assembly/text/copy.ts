/**
 * Copies a literal of at most 64 bytes to `out`; returns the address behind it. Writes whole vectors: up to 31 bytes
 * behind the literal are overwritten, which every row bound allows for.
 */
export function copyLiteral(out: usize, from: usize, length: i32): usize {
  v128.store(out, v128.load(from));
  if (length > 16) {
    v128.store(out, v128.load(from, 16), 16);
    if (length > 32) {
      v128.store(out, v128.load(from, 32), 32);
      v128.store(out, v128.load(from, 48), 48);
    }
  }
  return out + length;
}

/** Copies a literal of any length, in whole vectors. */
export function copyLong(out: usize, from: usize, length: i32): usize {
  for (let at = 0; at < length; at += 16) v128.store(out + at, v128.load(from + at));
  return out + length;
}
