import type { Column } from "../model/column.ts";
import type { TableColumn } from "../model/entity.ts";
import { escapeText } from "../model/escape.ts";
import { cellOf, fieldOf, literal } from "./field.ts";
import type { Format } from "./format.ts";

const GAP = "  ";
const COMPUTER = "COMPUTER";
/** The last column is never narrower, however small the terminal. */
const LEAST_LAST = 8;

/**
 * Aligned text for people, with a header. Values too long for their column end in `…`; the last column takes what is
 * left of the line. On a narrow terminal the columns of the highest ranks are not shown.
 */
export const table: Format = {
  syntax: "Table",
  columns(entity, { computer, width = 0, fields }) {
    const present = entity.table.filter((column) => fields === undefined || fields.includes(column.field));
    const constant = computer === undefined ? "" : `${escapeText(computer).padEnd(COMPUTER.length)}${GAP}`;
    const room = width - constant.length;
    const shown = width === 0 ? present : fit(present, room);
    const last = shown.length - 1;
    const rest = width === 0 ? 0 : Math.max(room - lineWidth(shown.slice(0, last)), LEAST_LAST);
    const columns = shown.map((column, index): Column => {
      const field = fieldOf(entity, column.field);
      return {
        ...cellOf(field),
        prefix: index === 0 ? "" : GAP,
        width: index === last ? rest : column.width,
        flags: column.align === "right" ? ["right"] : [],
      };
    });
    const titles = shown.map((column) =>
      column.align === "right" ? column.title.padStart(column.width) : column.title.padEnd(column.width),
    );
    const title = computer === undefined ? "" : `${COMPUTER.padEnd(constant.length - GAP.length)}${GAP}`;
    return {
      columns: [...(constant === "" ? [] : [literal(constant)]), ...columns],
      header: `${`${title}${titles.join(GAP)}`.trimEnd()}\n`,
      footer: "",
      firstRowSkip: 0,
    };
  },
};

//  Cells of columns with the gap behind each.
function lineWidth(columns: readonly TableColumn[]): number {
  return columns.reduce((sum, column) => sum + column.width + GAP.length, 0);
}

function fit(columns: readonly TableColumn[], room: number): readonly TableColumn[] {
  const highest = Math.max(...columns.map((column) => column.rank));
  if (lineWidth(columns) - GAP.length <= room || highest === 0) return columns;
  return fit(
    columns.filter((column) => column.rank < highest),
    room,
  );
}
