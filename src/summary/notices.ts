import { type CountedBy, countedBy, type LoginCounts } from "./login-counts.ts";

const plurals: Readonly<Record<CountedBy, string>> = { user: "users", source: "sources", line: "lines", hour: "hours" };

/** What has to be known to read the counts, as sentences. */
export function summaryNotices(counts: LoginCounts): string[] {
  return countedBy.flatMap((by) => [...forgotten(counts, by), ...cut(counts, by)]);
}

function forgotten(counts: LoginCounts, by: CountedBy): string[] {
  const floor = counts.floor(by);
  if (floor === 0) return [];
  const bound = `one that is not counted had at most ${floor} logins; counts may be too low, by off_by at most`;
  return [`more than ${counts.capacity(by)} ${plurals[by]}, and the rarest were forgotten: ${bound}`];
}

function cut(counts: LoginCounts, by: CountedBy): string[] {
  const cut = counts.cut(by);
  return cut === 0 ? [] : [`${plurals[by]} longer than 80 bytes are counted by the first 80: ${cut} logins`];
}
