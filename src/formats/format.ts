import type { Column } from "../model/column.ts";
import type { Entity } from "../model/entity.ts";

/** The encoder in the WASM module that a format runs on; its export there is `encode` and this name. */
export type Syntax = "LineProtocol" | "Json" | "Csv" | "Table" | "Utmpdump";

/** What a caller may tell a format; each format takes what it needs. */
export interface FormatOptions {
  /** Name of the computer the rows are from (`--host`): a constant in every row. */
  readonly computer?: string;
  /** Table: terminal cells of a line; without it lines are as long as they need. */
  readonly width?: number;
  /** Only these fields can be there (those that the layout has): the others cost nothing, and no table column stays empty. */
  readonly fields?: readonly string[];
  /** Text fields that are the same in all rows to come: they are written once, into the column table. */
  readonly constants?: Readonly<Record<string, string>>;
}

/** How rows of one entity become one text: header, rows by the column table, footer. */
export interface ColumnTable {
  readonly columns: readonly Column[];
  readonly header: string;
  readonly footer: string;
  /** Bytes to drop from the very first row: the separator that every row starts with. */
  readonly firstRowSkip: number;
}

/** An output format: a syntax and the column table that it makes for an entity. */
export interface Format {
  readonly syntax: Syntax;
  /** Throws E_USAGE when an option cannot be written in this format. */
  columns(entity: Entity, options: FormatOptions): ColumnTable;
}
