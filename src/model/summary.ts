/** The summary: how many logins there were, in all and by one thing at a time. Cell numbers are its own. */
export const summaryCells = {
  time: 0,
  by: 1,
  rank: 2,
  value: 3,
  count: 4,
  succeeded: 5,
  failed: 6,
  first_seen: 7,
  last_seen: 8,
  off_by: 9,
} as const;

export type SummaryField = keyof typeof summaryCells;

/** What logins are counted by. The index is the row's number. */
export const summaryParts = ["total", "user", "source", "line", "hour"] as const;

export type SummaryPart = (typeof summaryParts)[number];

/**
 * One row as a plain object; times in µs since 1970 UTC. Without a value: the logins of the part that have none.
 * `off_by`: at most so many logins of the value are missing from `count`, and so from `succeeded` and `failed`.
 */
export type SummaryRow = { readonly by: SummaryPart } & {
  readonly [F in Exclude<SummaryField, "by">]?: bigint | number | Uint8Array;
};
