import type { SourceStatus } from "../sources/source.ts";
import type { Holding } from "./places.ts";

/** One login file; names are those of the JSON output, texts are safe to show. What could not be told is missing. */
export interface FileFinding {
  readonly holds: Holding;
  /** Without the root. */
  readonly path: string;
  /** As for live sources; `missing`: this system should have it. */
  readonly status: SourceStatus;
  /** Octal, four digits, and the names of owner and group. */
  readonly mode?: string;
  readonly owner?: string;
  readonly group?: string;
  /** Bytes that it takes on the disk: holes take none. */
  readonly stored_bytes?: number;
  /** Last written, ISO 8601. */
  readonly modified?: string;
  /** Rotated files beside it. */
  readonly rotated?: number;
  readonly container?: string;
  /** Names of the record layouts, separated by a space. */
  readonly layout?: string;
  /** Per cent. */
  readonly confidence?: number;
  /** Only of a file that was read to its end: how many records, the earliest and the latest time. */
  readonly records?: number;
  readonly first?: string;
  readonly last?: string;
  /** What is wrong or worth knowing, lower case and without a full stop. */
  readonly problem?: string;
  /** What the reader can do about it. */
  readonly cure?: string;
}
