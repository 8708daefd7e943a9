import type { Column } from "../model/column.ts";
import { escapeText } from "../model/escape.ts";
import { cellOf, joinLiterals, literal } from "./field.ts";
import type { Format } from "./format.ts";

/** What a spreadsheet would run, or what already looks defused; assembly/encode/csv.ts has the same rule for cells. */
const risky = /^ *['=+\-@＝＋－＠]/u;

/**
 * CSV (RFC 4180) with a header and LF line ends: every column in every row, an absent cell is empty.
 *
 * A text that a spreadsheet would take for a formula gets an apostrophe in front, and so does one that starts with an
 * apostrophe: who reads the file by program takes one leading apostrophe away.
 */
export const csv: Format = {
  syntax: "Csv",
  columns(entity, { computer, fields: present, constants }) {
    const fields = entity.fields.filter(
      ({ name, lineProtocolOnly }) =>
        lineProtocolOnly === undefined && (computer === undefined || name !== entity.computer),
    );
    const constant = computer === undefined ? [] : [literal(csvText(computer))];
    const columns = fields.map((field, index): Column => {
      const comma = index + constant.length === 0 ? "" : ",";
      const text = constants?.[field.name];
      if (text !== undefined) return literal(`${comma}${csvText(text)}`);
      return present?.includes(field.name) === false ? literal(comma) : { ...cellOf(field), prefix: comma };
    });
    const names = [...(computer === undefined ? [] : [entity.computer]), ...fields.map((field) => field.name)];
    return {
      columns: joinLiterals([...constant, ...columns, literal("\n")]),
      header: `${names.join(",")}\n`,
      footer: "",
      firstRowSkip: 0,
    };
  },
};

function csvText(text: string): string {
  const escaped = `${risky.test(text) ? "'" : ""}${escapeText(text)}`;
  return /[",]/u.test(escaped) ? `"${escaped.replaceAll('"', '""')}"` : escaped;
}
