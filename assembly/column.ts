//  One column of the column table: COLUMN_BYTES in COLUMNS, written by the host (src/wasm/columns.ts), read by the
//  encoders. Literals sit inside it, so that a cell costs no pointer to follow:
//
//   0     4     8     12     16     20     24     28      32     40      44    48       64      128       160
//  ┌─────┬─────┬─────┬──────┬──────┬──────┬──────┬───────┬──────┬───────┬─────┬────────┬───────┬─────────┬───────────┐
//  │kind │cell │role │flags │prefix│suffix│width │names  │above │names  │memo │suffix  │prefix │memo text│memo cell, │
//  │     │bytes│     │      │length│length│      │pointer│ i64  │count  │bytes│16 bytes│64     │32       │last, run  │
//  └─────┴─────┴─────┴──────┴──────┴──────┴──────┴───────┴──────┴───────┴─────┴────────┴───────┴─────────┴───────────┘
//
//  i32 unless another size is given. The encoders copy 32 bytes of a prefix, 48 of a longer one, and 8 of a suffix.
//  `cell` is the cell's byte offset in the row. `above`: an integer counts as absent unless greater; by default that is
//  ABSENT alone. prefix and suffix are literals already in the syntax's own escapes; the text of a LITERAL lies in
//  LITERALS at `names pointer`. `names` (kind NAME) points at `names count` spans of 8 bytes: the text of each number, at
//  most 48 bytes. The memo is the encoders' own (encode/memo.ts).

export const COLUMN_KIND: usize = 0;
export const COLUMN_CELL: usize = 4;
export const COLUMN_ROLE: usize = 8;
export const COLUMN_FLAGS: usize = 12;
export const COLUMN_PREFIX_LENGTH: usize = 16;
export const COLUMN_SUFFIX_LENGTH: usize = 20;
export const COLUMN_WIDTH: usize = 24;
export const COLUMN_NAMES: usize = 28;
export const COLUMN_ABOVE: usize = 32;
export const COLUMN_NAMES_COUNT: usize = 40;
export const COLUMN_MEMO_LENGTH: usize = 44;
export const COLUMN_SUFFIX: usize = 48;
export const COLUMN_PREFIX: usize = 64;
export const COLUMN_MEMO: usize = 128;
export const COLUMN_MEMO_CELL: usize = 160;
export const COLUMN_LAST_CELL: usize = 168;
export const COLUMN_RUN: usize = 176;

export const KIND_TEXT: i32 = 1;
export const KIND_INTEGER: i32 = 2;
export const KIND_TIME: i32 = 3;
export const KIND_ADDRESS: i32 = 4;
/** An integer cell shown by its name; a number without a name is absent. */
export const KIND_NAME: i32 = 5;
/** No cell: a text that is the same in every row, of any length. */
export const KIND_LITERAL: i32 = 6;

export const ROLE_FIELD: i32 = 0;
export const ROLE_TAG: i32 = 1;
export const ROLE_TIMESTAMP: i32 = 2;
