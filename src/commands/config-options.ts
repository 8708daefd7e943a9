import { configOption } from "../config/find-file.ts";
import type { OptionRow } from "../model/option.ts";

/** The options of `whoflux config`, in the order of its help. */
export const configOptions = [
  { name: "check", value: "FILE", help: "look for mistakes in this configuration; - is standard input" },
  { name: "show", help: "show what holds, and who said it: the environment, the configuration or nobody" },
  configOption,
  { name: "help", short: "h", help: "show this help" },
] as const satisfies readonly OptionRow[];
