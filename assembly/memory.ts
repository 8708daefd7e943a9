//  The memory map. Every region is static (`memory.data` of a size: no bytes in the module, no heap), so
//  memory never grows and the host's views over it never detach.
//
//  ┌────────────┬───────────┬────────────┬────────────┬────────────┬──────────┬─────────┬─────────┬─────────┐
//  │ INPUT      │ ROWS      │ OUTPUT     │ TEXT       │ COLUMNS    │ LAYOUTS  │ FILTER  │ SKIPS   │ SCORES  │
//  │ file bytes │ row cells │ encoded    │ host's     │ how rows   │ how bytes│ what to │ what was│ detect's│
//  │            │           │ text       │ strings    │ become text│ are read │ keep    │ left out│ verdicts│
//  ├────────────┼───────────┴────────────┴────────────┴────────────┴──────────┴─────────┴─────────┴─────────┘
//  │ STAYS      │ sessions and events; the regions of one job alone are in its folder (regions.ts), so that the
//  └────────────┘ modules of other jobs (modules/) do not carry them
//
//  Vector loads read up to 16 bytes past a cell: each region a text can live in carries SLACK behind it.

const SLACK: i32 = 64;

/** File bytes as they came, a record cut by the chunk edge carried to the front. */
export const INPUT_BYTES: i32 = 256 * 1024;
export const INPUT: usize = memory.data(INPUT_BYTES + SLACK, 16);

/** Rows of 48 cells of 8 bytes, one row shape per entity (row.ts). Measured: as fast as 32, which Windows events outgrow. */
export const ROW_CELLS: i32 = 48;
export const ROW_BYTES: i32 = ROW_CELLS * 8;
export const MAX_ROWS: i32 = 512;
export const ROWS: usize = memory.data(MAX_ROWS * ROW_BYTES, 16);

/** Encoded text. An encoder stops before a row that might not fit (column.ts, rowBound). */
export const OUTPUT_BYTES: i32 = 512 * 1024;
export const OUTPUT: usize = memory.data(OUTPUT_BYTES + SLACK, 16);

/** Strings of rows that the host fills (wtmpdb, lastlog2, utmpdump text, Windows). */
export const TEXT_BYTES: i32 = 256 * 1024;
export const TEXT: usize = memory.data(TEXT_BYTES + SLACK, 16);

/** The column table (column.ts) and, behind it, its literals. */
export const MAX_COLUMNS: i32 = 64;
export const COLUMN_BYTES: i32 = 192;
export const COLUMNS: usize = memory.data(MAX_COLUMNS * COLUMN_BYTES, 16);
export const LITERALS_BYTES: i32 = 16 * 1024;
export const LITERALS: usize = memory.data(LITERALS_BYTES + SLACK, 16);

/** The layout table (layout.ts), with type maps and names behind it. */
export const MAX_LAYOUTS: i32 = 64;
export const LAYOUT_BYTES: i32 = 192;
export const LAYOUTS: usize = memory.data(MAX_LAYOUTS * LAYOUT_BYTES, 16);
export const LAYOUT_NAMES_BYTES: i32 = 4 * 1024;
export const LAYOUT_NAMES: usize = memory.data(LAYOUT_NAMES_BYTES + SLACK, 16);

/** The compiled selection (select.ts). */
export const FILTER_BYTES: i32 = 32 * 1024;
export const FILTER: usize = memory.data(FILTER_BYTES + SLACK, 16);

/** Byte ranges that were not delivered: {start i64, end i64, reason i64} (skip.ts). */
export const MAX_SKIPS: i32 = 256;
export const SKIP_BYTES: i32 = 24;
export const SKIPS: usize = memory.data(MAX_SKIPS * SKIP_BYTES, 16);

/** Detection's verdict per layout: {score, good, bad, zero, rest, -, -, -} as i32 (detect.ts). */
export const SCORE_BYTES: i32 = 32;
export const SCORES: usize = memory.data(MAX_LAYOUTS * SCORE_BYTES, 16);

/** Keys seen lately, upper buckets then lower ones (ordinal.ts). */
export const ORDINAL_BUCKETS: i32 = 2048;
export const ORDINAL_BUCKET_BYTES: i32 = 64;
export const ORDINALS: usize = memory.data(2 * ORDINAL_BUCKETS * ORDINAL_BUCKET_BYTES, 16);

/** Sessions or events that pairing made of ROWS (pair/), as many rows of the same size. */
export const STAYS: usize = memory.data(MAX_ROWS * ROW_BYTES, 16);
