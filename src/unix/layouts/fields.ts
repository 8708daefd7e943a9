import type { Layout } from "../../model/layout.ts";
import type { RecordField } from "../../model/record.ts";
import { layouts } from "./index.ts";

/** Sources that are no files of records, by the name in their `layout` cell. */
const others: Readonly<Record<string, readonly RecordField[]>> = {
  wtmpdb: ["time", "type", "line", "id", "user", "host", "logout_time", "service"],
  lastlog2: ["time", "line", "user", "host", "service"],
  utmpdump: ["time", "type", "type_code", "pid", "line", "id", "user", "host", "addr"],
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
    ["uid", layout.byUid],
    ["count", layout.failures],
  ];
  return ["time", "line", ...optional.flatMap(([field, there]) => (there === undefined ? [] : [field]))];
}
