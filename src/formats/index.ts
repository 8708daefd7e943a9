import { csv } from "./csv.ts";
import type { Format } from "./format.ts";
import { json, jsonl } from "./json.ts";
import { lineProtocol } from "./line-protocol.ts";
import { table } from "./table.ts";
import { utmpdump } from "./utmpdump.ts";

export type { ColumnTable, Format, FormatOptions, Syntax } from "./format.ts";

/** The output formats by their `--format` names. */
export const formats = {
  "line-protocol": lineProtocol,
  jsonl,
  json,
  csv,
  table,
  utmpdump,
} satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;
