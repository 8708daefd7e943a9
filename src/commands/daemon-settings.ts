import { influxSettings } from "../config/influx-settings.ts";
import { serveSettings } from "../config/serve-settings.ts";
import type { Setting } from "../config/setting.ts";
import { sourceNames } from "../sources/source.ts";
import { lookingOptions } from "./collect-options.ts";
import { eventLogs } from "./machine-options.ts";

/** Everything that a configuration can say: the settings of `serve`, with those of the server. */
export const daemonSettings: readonly Setting[] = [
  ...influxSettings,
  ...serveSettings(lookingOptions, [...sourceNames, ...eventLogs]),
];
