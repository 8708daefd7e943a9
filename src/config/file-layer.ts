import { WhofluxError } from "../model/error.ts";
import { meantSetting, nearest } from "./nearest.ts";
import { commaSeparated, type Layer, type Said } from "./said.ts";
import { placeOf, type Setting } from "./setting.ts";
import { clipped } from "./shown.ts";
import { type FileText, natureOf, parseToml } from "./toml.ts";

/** What a file says. Names that are none, and values of another kind than text, list or switch, are problems. */
export function fileLayer(settings: readonly Setting[], others: readonly Setting[], file: FileText): Layer {
  const said = new Map<string, Said>();
  const problems: WhofluxError[] = [];
  const known = [...settings, ...others];
  for (const { key, value } of entriesOf(known, file, problems)) {
    const where = `${file.path}: ${clipped(key)}`;
    const setting = known.find((candidate) => candidate.key === key);
    const texts = setting === undefined ? undefined : textsOf(setting, value);
    if (setting === undefined) problems.push(unknownKey(where, key, known));
    else if (texts === undefined) problems.push(wrongNature(where, setting, value));
    else if (texts.length > 0 && !others.includes(setting)) said.set(key, { where, texts });
  }
  return { said, problems };
}

/** Everything that stands in a section that there is. */
function entriesOf(known: readonly Setting[], file: FileText, problems: WhofluxError[]) {
  const sections = [...new Set(known.map((setting) => placeOf(setting)[0]))];
  let document: Readonly<Record<string, unknown>> = {};
  try {
    document = parseToml(file);
  } catch (error) {
    if (!(error instanceof WhofluxError)) throw error;
    problems.push(error);
  }
  return Object.entries(document).flatMap(([section, content]) => {
    const path = `${file.path}: ${clipped(section)}`;
    if (natureOf(content) !== "a table") {
      problems.push(
        sections.includes(section) ? noSection(path, section, content) : outsideSections(path, section, known),
      );
      return [];
    }
    if (!sections.includes(section)) {
      problems.push(unknownSection(path, section, sections));
      return [];
    }
    return Object.entries(content as object).map(([name, value]) => ({
      key: `${section}.${name}`,
      value: value as unknown,
    }));
  });
}

/** The values of a setting as text; undefined when they are of another kind. A number may stand where its text is right. */
function textsOf(setting: Setting, value: unknown): readonly string[] | undefined {
  if (setting.value === undefined) return typeof value === "boolean" ? [String(value)] : undefined;
  if (typeof value === "string") return setting.repeatable && value !== "" ? commaSeparated(value) : [value];
  if (typeof value === "number" || typeof value === "bigint") {
    return setting.rule?.accepts(String(value)) ? [String(value)] : undefined;
  }
  if (!setting.repeatable || !Array.isArray(value)) return undefined;
  return value.every((item): item is string => typeof item === "string") ? value : undefined;
}

function wrongNature(path: string, { value, repeatable, rule }: Setting, found: unknown): WhofluxError {
  const kind = value === undefined ? "true or false" : repeatable ? "a list of texts in quotes" : "text in quotes";
  const expected = value === undefined || rule === undefined ? kind : `${kind}: ${rule.expected}`;
  return new WhofluxError("E_USAGE", "the wrong kind of value", { path, expected, found: natureOf(found) });
}

function unknownKey(path: string, key: string, known: readonly Setting[]): WhofluxError {
  const [section, name] = placeOf({ key });
  return new WhofluxError("E_USAGE", "no such key", { path, cure: cureOf(meantSetting(section, name, known)?.key) });
}

function outsideSections(path: string, name: string, known: readonly Setting[]): WhofluxError {
  const meant = known.find((setting) => placeOf(setting)[1] === name || setting.name === name);
  return new WhofluxError("E_USAGE", "a key outside of any section", { path, cure: cureOf(meant?.key) });
}

function unknownSection(path: string, section: string, sections: readonly string[]): WhofluxError {
  const meant = nearest(section, sections);
  const expected = sections.map((name) => `[${name}]`).join(", ");
  const cure = meant === undefined ? {} : { cure: `did you mean [${meant}]?` };
  return new WhofluxError("E_USAGE", "no such section", { path, expected, ...cure });
}

function noSection(path: string, section: string, content: unknown): WhofluxError {
  return new WhofluxError("E_USAGE", "the wrong kind of value", {
    path,
    expected: `a section, [${section}]`,
    found: natureOf(content),
  });
}

function cureOf(meant: string | undefined): string {
  return meant === undefined ? "`whoflux config` shows what there is" : `did you mean ${meant}?`;
}
