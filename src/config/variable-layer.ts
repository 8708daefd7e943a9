import { WhofluxError } from "../model/error.ts";
import { meantSetting } from "./nearest.ts";
import { commaSeparated, type Layer, type Said } from "./said.ts";
import { placeOf, type Setting, variableOf } from "./setting.ts";
import { clipped, shownRefused } from "./shown.ts";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What variables say. One that begins as ours do and is none is a problem; an empty one is as if it were not there. */
export function variableLayer(
  settings: readonly Setting[],
  others: readonly Setting[],
  environment: Environment,
): Layer {
  const said = new Map<string, Said>();
  const problems = unknownVariables([...settings, ...others], environment);
  for (const setting of settings) {
    const where = variableOf(setting);
    const text = environment[where] ?? "";
    if (text === "") continue;
    const texts = textsOf(setting, text);
    if (texts === undefined) problems.push(noSwitch(where, shownRefused(setting, text) ?? ""));
    else if (texts.length > 0) said.set(setting.key, { where, texts });
  }
  return { said, problems };
}

function textsOf({ value, repeatable }: Setting, text: string): readonly string[] | undefined {
  if (value !== undefined) return repeatable ? commaSeparated(text) : [text];
  if (/^(?:true|1|yes)$/i.test(text)) return ["true"];
  return /^(?:false|0|no)$/i.test(text) ? ["false"] : undefined;
}

function noSwitch(path: string, found: string): WhofluxError {
  return new WhofluxError("E_USAGE", "not a possible value", { path, expected: "true or false", found });
}

function unknownVariables(settings: readonly Setting[], environment: Environment): WhofluxError[] {
  const known = settings.map(variableOf);
  const sections = [...new Set(settings.map((setting) => placeOf(setting)[0]))];
  return Object.keys(environment)
    .filter((name) => environment[name] !== "" && !known.includes(name))
    .flatMap((name) => {
      const section = sections.find((candidate) => name.startsWith(`WHOFLUX_${candidate.toUpperCase()}_`));
      if (section === undefined) return [];
      const meant = meantSetting(section, name.slice(`WHOFLUX_${section}_`.length).toLowerCase(), settings);
      const cure = meant === undefined ? "`whoflux config` shows what there is" : `did you mean ${variableOf(meant)}?`;
      return [new WhofluxError("E_USAGE", "no such variable", { path: clipped(name), cure })];
    });
}
