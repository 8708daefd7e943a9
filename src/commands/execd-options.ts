import type { OptionRow } from "../model/option.ts";
import { lookingOptions } from "./collect-options.ts";

/** The options of `whoflux execd`, in the order of its help. */
export const execdOptions = [
  { name: "interval", value: "TIME", help: "answer by itself, at once and then every 10s, 500ms, 5m …" },
  ...lookingOptions,
  { name: "help", short: "h", help: "show this help" },
] as const satisfies readonly OptionRow[];
