import { type Stats, statSync } from "node:fs";
import type { Arguments } from "../model/arguments.ts";
import { WhofluxError } from "../model/error.ts";
import type { OptionRow } from "../model/option.ts";
import type { Platform } from "../model/platform.ts";
import { type SourceName, sourceNames, unixSourceNames, windowsSourceNames } from "../sources/source.ts";
import type { ChannelWord } from "../windows/stories/known.ts";

/** Event logs of Windows, by the names that rows have for them; said again here, where nothing of Windows is loaded. */
export const eventLogs = ["security", "system", "lsm", "rcm", "rdpcorets"] as const satisfies readonly ChannelWord[];

/** Options of every command that looks at a machine: which one, and whom to ask there. */
export const machineOptions = [
  {
    name: "source",
    value: "NAME,…",
    repeatable: true,
    help: `ask only these sources: ${[...sourceNames, ...eventLogs].join(", ")}`,
  },
  { name: "powershell", value: "PATH", help: "ask Windows, through this powershell.exe or pwsh" },
  { name: "root", value: "DIR", help: "look at the system below this directory: a container's host, a mounted image" },
] as const satisfies readonly OptionRow[];

/** The directory that is the root of the machine looked at. Throws E_USAGE when it is none. */
export function rootOf({ values }: Arguments): string {
  const root = values.get("root")?.[0] ?? "/";
  if (root === "/" || statsOf(root)?.isDirectory() === true) return root;
  throw new WhofluxError("E_USAGE", "`--root` is no directory", { found: root });
}

/** The live sources that were named, each once; undefined when none was. Throws E_USAGE for a name that is none. */
export function sourcesOf(given: Arguments): readonly SourceName[] | undefined {
  return someOf(sourceNames.filter((name) => namesOf(given).includes(name)));
}

/** The event logs of Windows that were named; undefined when none was. Throws E_USAGE for a name that is none. */
export function eventLogsOf(given: Arguments): readonly ChannelWord[] | undefined {
  return someOf(eventLogs.filter((name) => namesOf(given).includes(name)));
}

function someOf<Name>(names: readonly Name[]): readonly Name[] | undefined {
  return names.length === 0 ? undefined : names;
}

function namesOf({ values }: Arguments): readonly (SourceName | ChannelWord)[] {
  return (values.get("source") ?? []).flatMap((value) => value.split(",").map(sourceNamed));
}

/**
 * The platform whose sources are to be asked: that of the sources or the program that are named; else this machine's,
 * unless another root is looked at. Throws E_USAGE for sources of both, whose sessions are different rows.
 */
export function platformOf(given: Arguments): Platform {
  const named = [...new Set(namesOf(given))];
  const onWindows = named.filter((name) => [...windowsSourceNames, ...eventLogs].some((known) => known === name));
  const isPowerShellNamed = given.values.has("powershell");
  const isOtherRoot = rootOf(given) !== "/";
  if (onWindows.length < named.length && (onWindows.length > 0 || isPowerShellNamed)) {
    throw new WhofluxError("E_USAGE", "sources of two platforms are named", {
      expected: `some of ${unixSourceNames.join(", ")}, or of ${[...windowsSourceNames, ...eventLogs].join(", ")}`,
      found: `${named.join(",")}${isPowerShellNamed ? " and `--powershell`" : ""}`,
    });
  }
  const isWindowsNamed = isPowerShellNamed || onWindows.length > 0;
  if (isWindowsNamed && isOtherRoot) {
    throw new WhofluxError("E_USAGE", "sources of Windows tell of the computer they run on, not of a `--root`");
  }
  if (named.length > 0 || isWindowsNamed) return isWindowsNamed ? "windows" : "unix";
  return process.platform === "win32" && !isOtherRoot ? "windows" : "unix";
}

function sourceNamed(name: string): SourceName | ChannelWord {
  const all = [...sourceNames, ...eventLogs];
  const found = all.find((known) => known === name);
  if (found !== undefined) return found;
  throw new WhofluxError("E_USAGE", "`--source` names no source", { expected: all.join(", "), found: name });
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
