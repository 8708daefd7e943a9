//  Keys and their hashes. The names in a log are an attacker's choice, and he knows this code: so the hash is NH (UMAC,
//  RFC 4418), universal under secrets that are new in every run. Whatever texts he picked, few of them share a chain.
//  Nothing that is printed depends on the secrets.

/** Bytes of a text that tell it from others. */
export const KEY_BYTES: i32 = 80;

/** A secret for every four bytes of a key; behind them an odd multiplier of eight. */
const SECRETS: usize = memory.data(KEY_BYTES + 8, 16);

const PLACES: v128 = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

/** Makes the secrets from a seed (splitmix64). */
export function makeSecrets(seed: u64): void {
  for (let at: usize = 0; at <= (KEY_BYTES as usize); at += 8) {
    seed += 0x9e3779b97f4a7c15;
    const once = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9;
    const twice = (once ^ (once >> 27)) * 0x94d049bb133111eb;
    store<u64>(SECRETS + at, twice ^ (twice >> 31));
  }
  store<u64>(SECRETS, load<u64>(SECRETS, KEY_BYTES) | 1, KEY_BYTES);
}

/** Hashes a text of at most KEY_BYTES. */
export function digest(text: usize, length: i32): u32 {
  let sum = i64x2.splat(0);
  for (let at = 0; ; at += 16) {
    const keyed = i32x4.add(blockOf(text + at, length - at), v128.load(SECRETS + at));
    sum = i64x2.add(sum, i64x2.extmul_low_i32x4_u(keyed, v128.shuffle<i32>(keyed, keyed, 2, 3, 2, 3)));
    if (length - at <= 16) break;
  }
  const folded = i64x2.extract_lane(sum, 0) + i64x2.extract_lane(sum, 1) + (length as i64);
  return (((folded as u64) * load<u64>(SECRETS, KEY_BYTES)) >> 32) as u32;
}

/** The next 16 bytes of a text that has so many left: zeros behind its end, wherefrom up to 15 bytes are read. */
export function blockOf(text: usize, left: i32): v128 {
  return v128.and(v128.load(text), i8x16.lt_s(PLACES, i8x16.splat(min(left, 16) as i8)));
}
