import type { Layout, LayoutGroup } from "../model/layout.ts";

/** Where the module keeps the table, and how large its parts are. */
export interface LayoutRegions {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly LAYOUTS: number;
  readonly LAYOUT_BYTES: number;
  readonly MAX_LAYOUTS: number;
  readonly LAYOUT_NAMES: number;
  readonly LAYOUT_NAMES_BYTES: number;
}

const timeKinds = { u32: 0, i32: 1, i64: 2, microseconds: 3 } as const;
const addrKinds = { v6: 1, sockaddr: 2, v4: 3 } as const;
const BY_UID = 1;
const DERIVED_TYPE = 2;
const TYPE_MAP_BYTES = 16;
const NOT_A_TYPE = 0xff;

/** One row in the order of `assembly/layout.ts`; -1 stands for a field the layout does not have. */
function rowOf(layout: Layout, group: number, typeMap: number, name: number): number[] {
  const absent = [-1, 0] as const;
  const [typeAt, typeBytes] = layout.type ?? absent;
  return [
    layout.family === "utx-log" ? 1 : 0,
    layout.bytes,
    layout.order === "big" ? 1 : 0,
    group,
    typeAt,
    typeBytes,
    typeMap,
    layout.padAt ?? -1,
    ...(layout.pid ?? absent),
    ...layout.line,
    ...(layout.id ?? absent),
    ...(layout.user ?? absent),
    ...(layout.host ?? absent),
    layout.exit?.terminationAt ?? -1,
    layout.exit?.statusAt ?? -1,
    ...(layout.session ?? absent),
    layout.time.at,
    timeKinds[layout.time.kind],
    ...(layout.usec ?? absent),
    layout.addr?.at ?? -1,
    layout.addr === undefined ? 0 : addrKinds[layout.addr.kind],
    ...(layout.reserved ?? absent),
    layout.failures?.countAt ?? -1,
    layout.failures?.maxAt ?? -1,
    ...(layout.failures?.lock ?? absent),
    name,
    layout.name.length,
    (layout.byUid ? BY_UID : 0) | (layout.derivesType ? DERIVED_TYPE : 0),
  ];
}

/** Writes the layout table with its type maps and names into the module's memory. */
export function writeLayouts(regions: LayoutRegions, layouts: readonly Layout[]): void {
  const { buffer } = regions.memory;
  const groups: LayoutGroup[] = [];
  let text = regions.LAYOUT_NAMES;
  const end = text + regions.LAYOUT_NAMES_BYTES;
  layouts.forEach((layout, index) => {
    if (!groups.includes(layout.group)) groups.push(layout.group);
    const name = text + TYPE_MAP_BYTES;
    if (index >= regions.MAX_LAYOUTS || name + layout.name.length > end) {
      throw new RangeError(`the layout table has room for less than ${layouts.length} layouts`);
    }
    const typeMap = new Uint8Array(buffer, text, TYPE_MAP_BYTES).fill(NOT_A_TYPE);
    typeMap.set(layout.types ?? []);
    new Uint8Array(buffer, name, layout.name.length).set(Buffer.from(layout.name, "latin1"));
    const row = rowOf(layout, groups.indexOf(layout.group) + 1, text, name);
    new Int32Array(buffer, regions.LAYOUTS + index * regions.LAYOUT_BYTES, row.length).set(row);
    text = name + layout.name.length;
  });
}
