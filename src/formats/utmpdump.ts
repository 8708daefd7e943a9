import type { Format } from "./format.ts";

/**
 * The text of util-linux's utmpdump, byte for byte. Its cells are fixed, so there is no column table, and bytes it
 * cannot print are `?` as there. A row without a time is left out and counted. Only for records.
 */
export const utmpdump: Format = {
  syntax: "Utmpdump",
  columns: () => ({ columns: [], header: "", footer: "", firstRowSkip: 0 }),
};
