import type { Arguments } from "../model/arguments.ts";
import { commaSeparated, type Layer, type Said } from "./said.ts";
import type { Setting } from "./setting.ts";

/** What a command line says. */
export function flagLayer(settings: readonly Setting[], flags: Arguments): Layer {
  const said = settings.flatMap((setting): readonly (readonly [string, Said])[] => {
    const texts = textsOf(setting, flags);
    return texts.length === 0 ? [] : [[setting.key, { where: `--${setting.name}`, texts }]];
  });
  return { said: new Map(said), problems: [] };
}

/** Names of users and lines may hold commas; only flags that say so in their help are cut at them. */
function textsOf({ name, value, isWithoutFlag }: Setting, { switches, values }: Arguments): readonly string[] {
  if (isWithoutFlag) return [];
  if (value === undefined) return switches.has(name) ? ["true"] : [];
  const texts = values.get(name) ?? [];
  return value.endsWith(",…") ? texts.flatMap((text) => (text === "" ? [text] : commaSeparated(text))) : texts;
}
