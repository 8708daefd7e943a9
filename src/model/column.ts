/**
 * One column of a column table: how one cell of a row becomes text (`assembly/column.ts` draws its bytes).
 *
 * `prefix`, `suffix` and `names` are literals already in the syntax's own escapes; a prefix holds at most 32 bytes
 * unless the column is a `literal`, a suffix 8, a name 48.
 */
export interface Column {
  readonly kind: "text" | "integer" | "time" | "address" | "name" | "literal";
  readonly cell: number;
  readonly role?: "field" | "tag" | "timestamp";
  readonly prefix?: string;
  readonly suffix?: string;
  /** Table: terminal cells; 0 is all that is left of the line. */
  readonly width?: number;
  readonly names?: readonly string[];
  /** An integer is left out unless greater. */
  readonly above?: bigint;
  readonly flags?: readonly ColumnFlag[];
}

/** Bits of a column's flags, as in `assembly/encode/flags.ts`. */
export const columnFlags = {
  /** An empty text is shown, not left out. */
  emptyText: 1,
  /** A time is written as nanoseconds since 1970; one that 64 bits cannot hold is left out. */
  nanoseconds: 4,
  /** Table: the value stands at the right edge. */
  right: 8,
  /** Timestamp: a row that says nothing at all is left out and counted. */
  skipBlank: 16,
  /** A text that is often longer than 16 bytes. */
  longText: 32,
  /** JSON: a text in its visible form already (escape.ts). */
  visible: 64,
} as const;

export type ColumnFlag = keyof typeof columnFlags;
