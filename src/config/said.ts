import { WhofluxError } from "../model/error.ts";
import type { Setting } from "./setting.ts";
import { shownRefused } from "./shown.ts";

/** What one layer says of a setting: each value as text, `true` or `false` of a switch, and who said it. */
export interface Said {
  /** `--influx-url`, `WHOFLUX_INFLUX_URL`, `/etc/whoflux/whoflux.toml: influx.url`. */
  readonly where: string;
  readonly texts: readonly string[];
}

/** A layer of configuration: what it says, by key, and what of it cannot be meant. */
export interface Layer {
  readonly said: ReadonlyMap<string, Said>;
  readonly problems: readonly WhofluxError[];
}

/** What is wrong with values of a setting, by its rule. */
export function problemsOf(setting: Setting, { where, texts }: Said): readonly WhofluxError[] {
  if (setting.value === undefined) return [];
  return texts.flatMap((text) => {
    const { rule } = setting;
    if (text !== "" && (rule === undefined || rule.accepts(text))) return [];
    const found = shownRefused(setting, text);
    return [
      new WhofluxError("E_USAGE", "not a possible value", {
        path: where,
        expected: rule?.expected ?? "text",
        ...(found === undefined ? {} : { found }),
      }),
    ];
  });
}

/** Values of a list that are written with commas. */
export function commaSeparated(text: string): readonly string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
