/** The health of one source in one snapshot, or of the place that lines go to, in the cells of a row. */
export const collectorCells = {
  time: 0,
  up: 1,
  records: 2,
  skipped: 3,
  source: 4,
  status: 5,
  path: 6,
  layout: 7,
  problem: 8,
  cure: 9,
  sessions: 10,
  stale: 11,
  duration_us: 12,
  delivered: 13,
  quarantined: 14,
  outside_retention: 15,
  dropped: 16,
  spool_bytes: 17,
  spool_lines: 18,
  lag_us: 19,
  last_success: 20,
} as const;

export type CollectorField = keyof typeof collectorCells;

/**
 * One source's health as a plain object. `up` is 1 when the source could be read, also when it told of nobody; that of a
 * server, when it takes lines.
 */
export type CollectorCells = { readonly [F in CollectorField]?: bigint | number | string };
