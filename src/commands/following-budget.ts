import type { View } from "../collect/view.ts";

/** So many events are some megabytes of text. */
const MOST_EVENTS = 20_000;

/** How many events one poll tells: where the format is one table or list, all, for it has one head and one end. */
export function budgetOf({ format }: View): { readonly budget?: number } {
  return format === "line-protocol" || format === "jsonl" ? { budget: MOST_EVENTS } : {};
}
