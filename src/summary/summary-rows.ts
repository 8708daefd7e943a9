import type { SummaryPart, SummaryRow } from "../model/summary.ts";
import type { LoginCounts, Tally } from "./login-counts.ts";
import { ranked } from "./ranking.ts";
import type { Top } from "./top.ts";

/** Microseconds on both sides of 1970 that 64 bits of nanoseconds hold. */
const LAST_WRITABLE = 9223372036854775n;

/** The rows of one part: the total, or the first `top` of a table. All hours come in the order of time. */
export function* summaryRows(counts: LoginCounts, part: SummaryPart, top: Top): Generator<SummaryRow> {
  const time = lastWritable(counts);
  const shared = time === undefined ? {} : { time };
  if (part === "total") {
    yield { by: part, ...shared, ...cellsOf(counts.total) };
    return;
  }
  const entries = ranked(counts, part).map((entry, index) => ({ entry, rank: index + 1 }));
  const shown = top === "all" ? entries : entries.slice(0, top);
  if (part === "hour" && top === "all") shown.sort((a, b) => firstOf(counts, a.entry) - firstOf(counts, b.entry));
  for (const { entry, rank } of shown) {
    const value = counts.value(entry);
    yield { by: part, rank, ...shared, ...(value.length > 0 && { value }), ...cellsOf(counts.tally(entry)) };
  }
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

/** Hours do not overlap, so a rounded moment of each puts them in order. */
function firstOf(counts: LoginCounts, entry: number): number {
  return Number(counts.tally(entry).first);
}

/** The last moment of all that line protocol can write: one damaged record must not take all points with it. */
function lastWritable(counts: LoginCounts): bigint | undefined {
  const { last } = counts.total;
  if (last === undefined || isWritable(last)) return last;
  const lasts = counts.entries("hour").map((entry) => counts.tally(entry).last ?? last);
  return lasts
    .filter(isWritable)
    .sort((a, b) => (a < b ? -1 : 1))
    .at(-1);
}

function isWritable(time: bigint): boolean {
  return time >= -LAST_WRITABLE && time <= LAST_WRITABLE;
}
