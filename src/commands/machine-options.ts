import { type Stats, statSync } from "node:fs";
import { WhofluxError } from "../model/error.ts";
import type { OptionRow } from "../model/option.ts";
import { type SourceName, sourceNames } from "../sources/source.ts";
import type { Arguments } from "./arguments.ts";

/** Options of every command that looks at a machine: which one, and whom to ask there. */
export const machineOptions = [
  { name: "source", value: "NAME,…", repeatable: true, help: `ask only these sources: ${sourceNames.join(", ")}` },
  { name: "root", value: "DIR", help: "look at the system below this directory: a container's host, a mounted image" },
] as const satisfies readonly OptionRow[];

/** The directory that is the root of the machine looked at. Throws E_USAGE when it is none. */
export function rootOf({ values }: Arguments): string {
  const root = values.get("root")?.[0] ?? "/";
  if (root === "/" || statsOf(root)?.isDirectory() === true) return root;
  throw new WhofluxError("E_USAGE", "`--root` is no directory", { found: root });
}

/** The live sources that were named, each once; undefined when none was. Throws E_USAGE for a name that is none. */
export function sourcesOf({ values }: Arguments): readonly SourceName[] | undefined {
  const names = values.get("source")?.flatMap((value) => value.split(","));
  return names === undefined ? undefined : [...new Set(names.map(sourceNamed))];
}

function sourceNamed(name: string): SourceName {
  const found = sourceNames.find((known) => known === name);
  if (found !== undefined) return found;
  throw new WhofluxError("E_USAGE", "`--source` names no source", { expected: sourceNames.join(", "), found: name });
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
