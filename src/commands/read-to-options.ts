import { configOption } from "../config/find-file.ts";
import { influxSettings } from "../config/influx-settings.ts";
import { flagsOf } from "../config/setting.ts";
import type { OptionRow } from "../model/option.ts";

/** The options of `whoflux read` for sending rows to a server. */
export const readToOptions: readonly OptionRow[] = [
  {
    name: "to",
    value: "WHERE",
    help: "where rows go: stdout (default), or influx: the server below, in line protocol",
  },
  ...flagsOf(influxSettings),
  configOption,
  {
    name: "state-directory",
    value: "DIR",
    help: "where the place that sending has reached and refused lines are kept (default: /var/lib/whoflux for root)",
  },
  {
    name: "retry-for",
    value: "TIME",
    help: "how long to try again while the server takes nothing (default: 10m)",
  },
];
