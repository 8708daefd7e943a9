import { WhofluxError } from "../model/error.ts";

/** How many values of each part are shown. */
export type Top = number | "all";

const USUAL = 10;

/** Reads `--top`. Throws E_USAGE. */
export function parseTop(text: string | undefined): Top {
  if (text === undefined) return USUAL;
  if (text === "all") return text;
  if (/^[0-9]{1,9}$/.test(text) && Number(text) > 0) return Number(text);
  throw new WhofluxError("E_USAGE", "`--top` is no number of rows", { expected: "1, 2, 3 … or all", found: text });
}
