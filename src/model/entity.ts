/** What a row of an entity holds in one of its cells. */
export interface Field {
  /** Name in JSON and CSV. */
  readonly name: string;
  readonly cell: number;
  readonly kind: "text" | "integer" | "time" | "address" | "name" | "boolean";
  /** Kind `name`: the text of each number. */
  readonly names?: readonly string[];
  /** A text that is often longer than 16 bytes. */
  readonly long?: true;
  /** A text in its visible form already: made of others, with a backslash of ours between them. JSON only. */
  readonly isVisible?: true;
  /** Left out of JSON and CSV. */
  readonly lineProtocolOnly?: true;
}

/** Where a field goes in line protocol, and under which key. */
export interface LineProtocolKey {
  readonly key: string;
  readonly field: string;
  /** An integer that is left out unless above zero. */
  readonly onlyPositive?: true;
  /** Left out where rows have one of these fields: a point needs one field, and each costs bytes in every point. */
  readonly insteadOf?: readonly string[];
}

/** A column of the table for people. */
export interface TableColumn {
  readonly title: string;
  readonly field: string;
  /** Terminal cells. */
  readonly width: number;
  readonly align?: "right";
  /** Columns with a higher number give way first when the terminal is narrow; 0 always stays. */
  readonly rank: number;
}

/** An entity: its fields in the order of JSON and CSV, and how it is laid out where order and names differ. */
export interface Entity {
  /**
   * Name of the computer the rows are from, in JSON and CSV: records have a `host` of their own. Rows of Windows have a
   * field of this name too, which `--host` takes the place of.
   */
  readonly computer: "computer" | "host" | "hostname";
  readonly fields: readonly Field[];
  readonly measurement: string;
  /** In the order of their keys. */
  readonly tags: readonly LineProtocolKey[];
  readonly lineFields: readonly LineProtocolKey[];
  readonly timestamp: string;
  /** Rows say what a file says: an empty text is shown, and rows of nothing but zeros occur, which are no points. */
  readonly isVerbatim?: true;
  /** In the order they are shown; the last one takes what is left of the terminal. */
  readonly table: readonly TableColumn[];
}
