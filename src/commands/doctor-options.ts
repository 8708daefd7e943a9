import type { OptionRow } from "../model/option.ts";
import { machineOptions } from "./machine-options.ts";

/** The options of `whoflux doctor`, in the order of its help. */
export const doctorOptions = [
  { name: "format", short: "f", value: "NAME", help: "text (default) or json" },
  ...machineOptions,
  { name: "help", short: "h", help: "show this help" },
] as const satisfies readonly OptionRow[];
