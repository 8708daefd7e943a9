import { type ConfigurationFile, findFile } from "../config/find-file.ts";
import { type Settled, settle } from "../config/layers.ts";
import type { Setting } from "../config/setting.ts";
import type { Arguments } from "../model/arguments.ts";
import type { Word } from "../model/word.ts";

/** What a command was told on its command line, by variables and in a file. */
export interface Configuration {
  /** Its problems are for the caller: `refuseAll`. */
  readonly settled: Settled;
  readonly file?: ConfigurationFile;
  /** What is not wrong and not wise either. */
  readonly words: readonly Word[];
}

/**
 * Reads the configuration for a command line, now: a later call reads the file anew. Throws E_USAGE when a file that is
 * there, or named, cannot be read.
 *
 * @param others settings that the file and variables may have too, and that this command does not want
 */
export function configurationOf(
  given: Arguments,
  settings: readonly Setting[],
  others: readonly Setting[] = [],
): Configuration {
  const environment = process.env;
  const folders = process.geteuid?.() === 0 ? ["/etc"] : [];
  const file = findFile({ flag: given.values.get("config")?.[0], environment, folders });
  const settled = settle(settings, given, environment, file, others);
  return { settled, words: file === undefined ? [] : openSecrets(file, settings, settled), ...(file && { file }) };
}

/** On Windows the mode of a file says nothing. */
function openSecrets(file: ConfigurationFile, settings: readonly Setting[], { where }: Settled): readonly Word[] {
  if (!file.isOpenToAll || process.platform === "win32") return [];
  const secrets = settings.filter(({ secret }) => secret === "value");
  const [open] = secrets.filter(({ name, key }) => where(name) === `${file.path}: ${key}`);
  if (open === undefined) return [];
  const text = `${file.path}: every user of this machine can read ${open.key} in it; chmod o-r it`;
  return [{ level: "W", about: file.path, text }];
}
