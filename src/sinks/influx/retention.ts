import type { Lines } from "./lines.ts";

/** Later than any timestamp: a line without one gets the time of its arrival. */
const NOW = 1n << 64n;

/** The `count` oldest lines by timestamp, in their own order. */
export function oldest(lines: Lines, indexes: readonly number[], count: number): readonly number[] {
  const times = new Map(indexes.map((index) => [index, timestampOf(lines.textOf(index))]));
  const timeOf = (index: number): bigint => times.get(index) ?? NOW;
  const sorted = indexes.toSorted((one, other) => compare(timeOf(one), timeOf(other)));
  const old = new Set(sorted.slice(0, count));
  return indexes.filter((index) => old.has(index));
}

/** Fields always stand before the timestamp, so the last word is one, or ends a field. */
function timestampOf(line: string): bigint {
  const digits = / (-?\d{1,19})$/.exec(line)?.[1];
  return digits === undefined ? NOW : BigInt(digits);
}

function compare(one: bigint, other: bigint): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
