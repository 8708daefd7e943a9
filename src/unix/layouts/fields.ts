import type { Layout } from "../../model/layout.ts";
import type { RecordField } from "../../model/record.ts";
import { layouts } from "./index.ts";

/** Sources that are no files of records, by the name in their `layout` cell. */
const others: Readonly<Record<string, readonly RecordField[]>> = {
  wtmpdb: ["time", "type", "type_code", "line", "id", "user", "host", "logout_time", "service", "layout", "ordinal"],
  lastlog2: ["time", "line", "user", "host", "service", "layout", "ordinal"],
  utmpdump: ["time", "type", "type_code", "pid", "line", "id", "user", "host", "addr", "offset", "layout", "ordinal"],
};

/** The record fields that rows of a layout can have; undefined for a name that is no layout. */
export function fieldsOfLayout(name: string): readonly RecordField[] | undefined {
  const layout = layouts.find((each) => each.name === name);
  return layout === undefined ? others[name] : fieldsOf(layout);
}

function fieldsOf(layout: Layout): readonly RecordField[] {
  const optional: readonly (readonly [RecordField, unknown])[] = [
    ["type", layout.type ?? layout.derivesType],
    ["type_code", layout.type],
    ["pid", layout.pid],
    ["id", layout.id],
    ["user", layout.user],
    ["host", layout.host],
    ["addr", layout.addr],
    ["session", layout.session],
    ["exit_termination", layout.exit],
    ["exit_status", layout.exit],
    ["uid", layout.byUid],
    ["count", layout.failures],
    ["max", layout.failures],
    ["locktime", layout.failures],
  ];
  return [
    "time",
    "line",
    "offset",
    "layout",
    "ordinal",
    ...optional.flatMap(([field, there]) => (there === undefined ? [] : [field])),
  ];
}
