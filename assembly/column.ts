//  One column of the column table: COLUMN_BYTES in COLUMNS, written by the host (src/formats/), read by the encoders.
//
//   0     4     8     12      16      20      24      28     32     36     40     44
//  ┌─────┬─────┬─────┬───────┬───────┬───────┬───────┬──────┬──────┬──────┬──────┬─────┐
//  │kind │cell │role │prefix │prefix │suffix │suffix │width │names │names │flags │ –   │   all i32
//  │     │     │     │pointer│length │pointer│length │      │      │count │      │     │
//  └─────┴─────┴─────┴───────┴───────┴───────┴───────┴──────┴──────┴──────┴──────┴─────┘
//
//  prefix and suffix are literals in LITERALS, already in the syntax's own escapes. `names` (kind NAME) points at
//  `names count` spans of 8 bytes: the text of each number.

export const COLUMN_KIND: usize = 0;
export const COLUMN_CELL: usize = 4;
export const COLUMN_ROLE: usize = 8;
export const COLUMN_PREFIX: usize = 12;
export const COLUMN_PREFIX_LENGTH: usize = 16;
export const COLUMN_SUFFIX: usize = 20;
export const COLUMN_SUFFIX_LENGTH: usize = 24;
export const COLUMN_WIDTH: usize = 28;
export const COLUMN_NAMES: usize = 32;
export const COLUMN_NAMES_COUNT: usize = 36;
export const COLUMN_FLAGS: usize = 40;

export const KIND_TEXT: i32 = 1;
export const KIND_INTEGER: i32 = 2;
export const KIND_TIME: i32 = 3;
export const KIND_ADDRESS: i32 = 4;
/** An integer cell shown by its name; a number without a name is absent. */
export const KIND_NAME: i32 = 5;
/** No cell: prefix and suffix only. */
export const KIND_LITERAL: i32 = 6;

export const ROLE_FIELD: i32 = 0;
export const ROLE_TAG: i32 = 1;
export const ROLE_TIMESTAMP: i32 = 2;
