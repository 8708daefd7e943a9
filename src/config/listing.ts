import { visible } from "../model/visible.ts";
import type { Settled } from "./layers.ts";
import { sections } from "./sections.ts";
import { placeOf, type Setting } from "./setting.ts";
import { shownValue } from "./shown.ts";
import { tomlValue } from "./toml-text.ts";

/** The settings in force, as TOML with who said each of them beside it; of secrets, that they are set. */
export function listingOf(settings: readonly Setting[], settled: Settled): string {
  const parts = Object.keys(sections).map((section) => {
    const rows = settings
      .filter((setting) => placeOf(setting)[0] === section)
      .map((setting) => rowOf(setting, settled));
    return { section, text: rows.join("") };
  });
  return parts
    .filter(({ text }) => text !== "")
    .map(({ section, text }) => `[${section}]\n${text}`)
    .join("\n");
}

/** Nothing of what nobody set, and has no standard. */
function rowOf(setting: Setting, { switches, values, where }: Settled): string {
  const texts = setting.value === undefined ? [String(switches.has(setting.name))] : values.get(setting.name);
  if (texts === undefined) return "";
  const shown = tomlValue(
    setting,
    texts.map((text) => shownValue(setting, text) ?? "(set)"),
  );
  return `${placeOf(setting)[1]} = ${shown}  # ${visible(where(setting.name) ?? "the standard")}\n`;
}
