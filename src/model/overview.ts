/**
 * The overview: the numbers of one snapshot, in the cells of a row. `n_users` and `n_unique_users` are counted and named
 * as Telegraf's `system` plugin does: sessions that are logged in, and different names among them. Those that are
 * disconnected or locked are among them too; only Windows has such.
 */
export const overviewCells = {
  time: 0,
  n_users: 1,
  n_unique_users: 2,
  n_interactive: 3,
  n_local: 4,
  n_rdp: 5,
  n_remote: 6,
  n_closing: 7,
  n_stale: 8,
  n_disconnected: 12,
  n_locked: 13,
  sources_ok: 9,
  sources_failed: 10,
  sources_missing: 11,
} as const;

export type OverviewField = keyof typeof overviewCells;

/** One overview as a plain object. What could not be counted, because no source could be read, is missing: not 0. */
export type OverviewCells = { readonly [F in OverviewField]?: bigint | number };
