import type { Column } from "../model/column.ts";
import type { Entity } from "../model/entity.ts";
import { escapeText } from "../model/escape.ts";
import { cellOf, framed, hints, isBare, joinLiterals, literal } from "./field.ts";
import type { ColumnTable, Format, FormatOptions } from "./format.ts";

/** JSON Lines: one object per row and line. What is absent is left out; an empty text is shown. */
export const jsonl: Format = {
  syntax: "Json",
  columns: (entity, options) => ({ ...objects(entity, options, "", "}\n"), header: "", footer: "", firstRowSkip: 0 }),
};

/** One JSON array of the objects of `jsonl`, an object per line. */
export const json: Format = {
  syntax: "Json",
  columns: (entity, options) => ({
    ...objects(entity, options, ",\n", "}"),
    header: "[\n",
    footer: "\n]\n",
    firstRowSkip: 2,
  }),
};

function objects(entity: Entity, options: FormatOptions, open: string, close: string): Pick<ColumnTable, "columns"> {
  const computer =
    options.computer === undefined ? [] : [literal(`,"${entity.computer}":${jsonText(options.computer)}`)];
  const columns = entity.fields
    .filter((field) => field.lineProtocolOnly === undefined && (options.fields?.includes(field.name) ?? true))
    .filter((field) => options.computer === undefined || field.name !== entity.computer)
    .map((field): Column => {
      const constant = options.constants?.[field.name];
      if (constant !== undefined) return literal(`,"${field.name}":${jsonText(constant)}`);
      const quote = isBare(field) ? "" : '"';
      const flags: Column["flags"] =
        field.kind === "text" && entity.isVerbatim ? ["emptyText", ...hints(field)] : hints(field);
      return framed({ ...cellOf(field), flags }, `,"${field.name}":${quote}`, quote);
    });
  return { columns: [literal(open), ...joinLiterals([...computer, ...columns]), literal(close)] };
}

function jsonText(text: string): string {
  return JSON.stringify(escapeText(text));
}
