import type { CountedBy, LoginCounts } from "./login-counts.ts";

/** The entries of a table, the highest count first, equal counts in the order of their values' bytes. */
export function ranked(counts: LoginCounts, by: CountedBy): Uint32Array {
  return counts.entries(by).sort((a, b) => counts.count(b) - counts.count(a) || counts.compareValues(a, b));
}
