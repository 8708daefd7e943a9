import type { SummaryPart, SummaryRow } from "../model/summary.ts";
import type { LoginCounts, Tally } from "./login-counts.ts";
import { ranked } from "./ranking.ts";
import type { Top } from "./top.ts";

/** Microseconds on both sides of 1970 that 64 bits of nanoseconds hold. */
const LAST_WRITABLE = 9223372036854775n;

/** What the module leaves out of an hour: its text then fits an entry. */
const UTC = Buffer.from("Z");

/** The rows of one part: the total, or the first `top` of a table. All hours come in the order of time. */
export function* summaryRows(counts: LoginCounts, part: SummaryPart, top: Top): Generator<SummaryRow> {
  const time = lastWritable(counts);
  const shared = time === undefined ? {} : { time };
  if (part === "total") {
    yield { by: part, ...shared, ...cellsOf(counts.total) };
    return;
  }
  const entries = ranked(counts, part).subarray(0, top === "all" ? undefined : top);
  const order = entries.map((_, index) => index);
  if (part === "hour" && top === "all") sortByTime(counts, entries, order);
  for (const index of order) {
    const entry = entries[index] ?? 0;
    const value = part === "hour" ? Buffer.concat([counts.value(entry), UTC]) : counts.value(entry);
    yield { by: part, rank: index + 1, ...shared, ...(value.length > 0 && { value }), ...cellsOf(counts.tally(entry)) };
  }
}

/** Hours do not overlap, so rounded moments put them in order. */
function sortByTime(counts: LoginCounts, entries: Uint32Array, order: Uint32Array): void {
  const times = Float64Array.from(entries, (entry) => Number(counts.tally(entry).first));
  order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
}

function cellsOf({ succeeded, failed, missed, first, last }: Tally): Omit<SummaryRow, "by"> {
  return {
    count: succeeded + failed,
    succeeded,
    failed,
    ...(first !== undefined && { first_seen: first }),
    ...(last !== undefined && { last_seen: last }),
    off_by: missed,
  };
}

/** The last moment of all that line protocol can write: one damaged record must not take all points with it. */
function lastWritable(counts: LoginCounts): bigint | undefined {
  const { last } = counts.total;
  if (last === undefined || isWritable(last)) return last;
  const lasts = Array.from(counts.entries("hour"), (entry) => counts.tally(entry).last ?? last);
  return lasts
    .filter(isWritable)
    .sort((a, b) => (a < b ? -1 : 1))
    .at(-1);
}

function isWritable(time: bigint): boolean {
  return time >= -LAST_WRITABLE && time <= LAST_WRITABLE;
}
