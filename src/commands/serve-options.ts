import { configOption } from "../config/find-file.ts";
import { flagsOf } from "../config/setting.ts";
import type { OptionRow } from "../model/option.ts";
import { daemonSettings } from "./daemon-settings.ts";

/** The options of `whoflux serve`, in the order of its help: every setting that has a flag, and what is no setting. */
export const serveOptions: readonly OptionRow[] = [
  configOption,
  { name: "once", help: "do everything once, send what waits, and end" },
  ...flagsOf(daemonSettings),
  { name: "help", short: "h", help: "show this help" },
];
