//  The hash of a key, as assembly/pair/open.ts computes it for eight bytes, run backwards: what an attacker would do.

const MASK = 2n ** 64n - 1n;
const MULTIPLIER = 0x9e3779b97f4a7c15n;
const LENGTH = 8n;
const BUCKET_BITS = 15n;

/** Different lines of terminals that fall into one bucket of the index of open sessions. */
export function crowdOf(count: number): Uint8Array[] {
  const back = (inverse(MULTIPLIER) * inverse(MULTIPLIER)) & MASK;
  const seed = (LENGTH * MULTIPLIER) & MASK;
  const bucket = 12_345n << (64n - BUCKET_BITS);
  const lines: Uint8Array[] = [];
  for (let low = 1n; lines.length < count; low += 0x1234_5678_9abn) {
    const line = Buffer.alloc(8);
    line.writeBigUInt64LE(seed ^ (((bucket | low) * back) & MASK));
    //  A digit makes it a terminal; a tilde in front would make it the system's.
    if (/\d/.test(line.toString("latin1")) && line[0] !== 0x7e) lines.push(line);
  }
  return lines;
}

/**
 * Two pids that make one 32-bit hash on a line without a name, whose hash is a multiple of the pid: the multiplier's
 * continued fraction tells which distance of two pids hardly changes it.
 */
export function pidsOfOneHash(): readonly [number, number] {
  const square = (MULTIPLIER * MULTIPLIER) & MASK;
  const hashOf = (pid: number): bigint => (((BigInt(pid) + 1n) * square) & MASK) >> 32n;
  let [numerator, denominator] = [square, MASK + 1n];
  let [distance, before] = [0n, 1n];
  while (denominator > 0n && distance < 2n ** 31n) {
    const quotient = numerator / denominator;
    [numerator, denominator] = [denominator, numerator % denominator];
    [distance, before] = [quotient * distance + before, distance];
  }
  for (const step of [Number(before), Number(distance)]) {
    for (let pid = 1; pid < 1000 && pid + step < 2 ** 31; pid++) {
      if (hashOf(pid) === hashOf(pid + step)) return [pid, pid + step];
    }
  }
  throw new Error("no two pids have one hash");
}

/** What undoes a multiplication by an odd number, modulo 2^64: Newton's method doubles the digits that are right. */
function inverse(odd: bigint): bigint {
  let found = odd;
  for (let digits = 3; digits < 64; digits *= 2) found = (found * (2n - odd * found)) & MASK;
  return found & MASK;
}
