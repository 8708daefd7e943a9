//  COLUMN_FLAGS (column.ts) as the encoders read them.

/** An empty text is shown, not left out. */
export const FLAG_EMPTY_TEXT: i32 = 1;
/** A time is written as nanoseconds since 1970; one that 64 bits cannot hold is left out. */
export const FLAG_NANOSECONDS: i32 = 4;
/** Table: the value stands at the right edge of its column. */
export const FLAG_RIGHT: i32 = 8;
/** Timestamp: rows that isBlank() are left out. */
export const FLAG_SKIP_BLANK: i32 = 16;
/** JSON: the text is in its visible form already. */
export const FLAG_VISIBLE: i32 = 64;
/** Text of up to 48 bytes is common: it is looked at in one go, since what varies from row to row is dear to guess. */
export const FLAG_LONG_TEXT: i32 = 32;
