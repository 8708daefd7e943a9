import type { CountedBy, LoginCounts } from "./login-counts.ts";

/** The entries of a table, the highest count first, equal counts in the order of their values' bytes. */
export function ranked(counts: LoginCounts, by: CountedBy): number[] {
  return counts
    .entries(by)
    .sort((a, b) => counts.count(b) - counts.count(a) || compare(counts.value(a), counts.value(b)));
}

/** As `Buffer.compare`, without a call into the engine: ties come by the ten thousand. */
function compare(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
