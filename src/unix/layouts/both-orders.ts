import type { Layout } from "../../model/layout.ts";

/** The little-endian and the big-endian row of a layout that is written in the machine's own byte order. */
export function bothOrders(layout: Omit<Layout, "order">): Layout[] {
  return [
    { ...layout, name: `${layout.name}-le`, order: "little" },
    { ...layout, name: `${layout.name}-be`, order: "big" },
  ];
}
