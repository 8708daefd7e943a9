import type { Column } from "../model/column.ts";
import type { Entity, LineProtocolKey } from "../model/entity.ts";
import { escapeText } from "../model/escape.ts";
import { cellOf, fieldOf, framed, hints, literal } from "./field.ts";
import type { Format } from "./format.ts";

/**
 * InfluxDB line protocol: one point per row, nanoseconds since 1970. Times among the fields are nanoseconds too.
 *
 * A row without a time, or with one outside int64 nanoseconds (1677 to 2262), is left out and counted: a server would
 * put its own clock in its place or refuse it. So is a record that says nothing at all. Empty texts are left out, since a
 * tag value cannot be empty.
 */
export const lineProtocol: Format = {
  syntax: "LineProtocol",
  columns(entity, { computer = "", fields: present }) {
    const isPresent = ({ field, insteadOf }: LineProtocolKey): boolean =>
      present === undefined || (present.includes(field) && !insteadOf?.some((other) => present.includes(other)));
    const tags = entity.tags.filter(isPresent);
    const columns = (some: readonly LineProtocolKey[]): Column[] => some.map((tag) => column(entity, tag, "tag"));
    const before = columns(tags.filter(({ key }) => key < "host"));
    const behind = columns(tags.filter(({ key }) => key > "host"));
    const own = columns(tags.filter(({ key }) => key === "host"));
    const host = computer === "" ? own : [literal(`,host=${escapeTag(computer)}`, "tag")];
    const fields = entity.lineFields.filter(isPresent).map((field) => column(entity, field, "field"));
    const timestamp = fieldOf(entity, entity.timestamp);
    return {
      columns: [
        literal(entity.measurement, "tag"),
        ...before,
        ...host,
        ...behind,
        ...fields,
        { kind: "time", cell: timestamp.cell, role: "timestamp", flags: entity.isVerbatim ? ["skipBlank"] : [] },
      ],
      header: "",
      footer: "",
      firstRowSkip: 0,
    };
  },
};

function column(entity: Entity, place: LineProtocolKey, role: "tag" | "field"): Column {
  const field = fieldOf(entity, place.field);
  const number = field.kind === "integer" || field.kind === "time";
  const bare = role === "tag" || field.kind === "boolean";
  const [open, close] = bare ? ["", ""] : number ? ["", "i"] : ['"', '"'];
  const flags: Column["flags"] = field.kind === "time" ? ["nanoseconds"] : hints(field);
  const above = place.onlyPositive === undefined ? {} : { above: 0n };
  return framed({ ...cellOf(field), role, flags, ...above }, `,${place.key}=${open}`, close);
}

function escapeTag(text: string): string {
  return escapeText(text).replaceAll(/[,= ]/g, "\\$&");
}
