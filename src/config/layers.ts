import type { Arguments } from "../model/arguments.ts";
import type { WhofluxError } from "../model/error.ts";
import { fileLayer } from "./file-layer.ts";
import { flagLayer } from "./flag-layer.ts";
import { problemsOf, type Said } from "./said.ts";
import type { Setting } from "./setting.ts";
import type { FileText } from "./toml.ts";
import { type Environment, variableLayer } from "./variable-layer.ts";

/** What holds, from every layer: reads like a command line on which everything was said, with the standards. */
export interface Settled extends Arguments {
  /**
   * Who spoke of the setting with this flag, rightly or not: `--influx-url`, `WHOFLUX_INFLUX_URL`, `FILE: influx.url`;
   * undefined: nobody did, and the standard holds.
   */
  where(name: string): string | undefined;
  /** Everything that is wrong; in its place the standard holds. */
  readonly problems: readonly WhofluxError[];
}

/**
 * Lays flags over variables over a file over the standards. Values that are laid over are not looked at, but names that
 * are none and values of another kind are problems in every layer.
 *
 * @param others settings that a file and variables may have too, and that are not wanted here
 */
export function settle(
  settings: readonly Setting[],
  flags: Arguments,
  environment: Environment,
  file?: FileText,
  others: readonly Setting[] = [],
): Settled {
  const layers = [
    flagLayer(settings, flags),
    variableLayer(settings, others, environment),
    ...(file === undefined ? [] : [fileLayer(settings, others, file)]),
  ];
  const problems = layers.flatMap((layer) => layer.problems);
  const switches = new Set(flags.switches);
  const values = new Map(flags.values);
  const sayers = new Map<string, string>();
  for (const setting of settings) {
    const said = layers.map((layer) => layer.said.get(setting.key)).find((found) => found !== undefined);
    const wrong = said === undefined ? [] : problemsOf(setting, said);
    problems.push(...wrong);
    if (said !== undefined) sayers.set(setting.name, said.where);
    const texts = said === undefined || wrong.length > 0 ? standardOf(setting) : said.texts;
    put(setting, texts, switches, values);
  }
  return { switches, values, operands: flags.operands, where: (name) => sayers.get(name), problems };
}

function standardOf({ standard }: Setting): Said["texts"] {
  return standard === undefined ? [] : [standard];
}

function put(
  { name, value }: Setting,
  texts: Said["texts"],
  switches: Set<string>,
  values: Map<string, Said["texts"]>,
) {
  switches.delete(name);
  values.delete(name);
  if (value !== undefined && texts.length > 0) values.set(name, texts);
  if (value === undefined && texts[0] === "true") switches.add(name);
}
