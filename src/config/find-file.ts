import { isAbsolute, join } from "node:path";
import { WhofluxError } from "../model/error.ts";
import type { OptionRow } from "../model/option.ts";
import { type ReadText, readText, reasonOf } from "./read-text.ts";
import type { FileText } from "./toml.ts";
import type { Environment } from "./variable-layer.ts";

const VARIABLE = "WHOFLUX_CONFIG";
/** A configuration is a hundred lines. */
const MOST_BYTES = 1024 * 1024;

/** The option that names the configuration file, in every command that reads one. */
export const configOption = {
  name: "config",
  value: "FILE",
  help: "the configuration (default: /etc/whoflux/whoflux.toml for root, else ~/.config/whoflux/whoflux.toml)",
} as const satisfies OptionRow;

/** A configuration file, read. */
export interface ConfigurationFile extends FileText, ReadText {}

/** Who looks for a configuration, and how it was named. */
export interface Finding {
  /** Value of `--config`. */
  readonly flag?: string | undefined;
  readonly environment: Environment;
  /** Folders that are looked into before the user's own: root's are `/etc`. */
  readonly folders: readonly string[];
}

/**
 * Reads the configuration file that is named, by flag or variable, or else the first that is there of those in the usual
 * places; undefined when none is. Throws E_USAGE when a named one is not there, and when one that is there cannot be read.
 */
export function findFile({ flag, environment, folders }: Finding): ConfigurationFile | undefined {
  if (flag !== undefined) return readFile(flag, "--config");
  const named = environment[VARIABLE] ?? "";
  if (named !== "") return readFile(named, VARIABLE);
  for (const path of usualPlaces(environment, folders)) {
    try {
      return { path, ...readText(path, MOST_BYTES) };
    } catch (error) {
      if (!isMissing(error)) throw unreadable(path, error);
    }
  }
  return undefined;
}

/** Reads one configuration file, said by `where`. Throws E_USAGE. */
export function readFile(path: string, where: string): ConfigurationFile {
  try {
    return { path, ...readText(path, MOST_BYTES) };
  } catch (error) {
    throw path === "" ? new WhofluxError("E_USAGE", "names no file", { path: where }) : unreadable(path, error);
  }
}

/** Reads a configuration from a descriptor, as `name`. Throws E_USAGE. */
export function readDescriptor(descriptor: number, name: string): ConfigurationFile {
  try {
    return { path: name, ...readText(descriptor, MOST_BYTES) };
  } catch (error) {
    throw unreadable(name, error);
  }
}

function usualPlaces(environment: Environment, folders: readonly string[]): readonly string[] {
  const { XDG_CONFIG_HOME = "", HOME = "", APPDATA = "" } = environment;
  // A relative one is to be taken for none, by the XDG Base Directory Specification.
  const own = isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : HOME !== "" ? join(HOME, ".config") : APPDATA;
  return [...folders, ...(own === "" ? [] : [own])].map((folder) => join(folder, "whoflux", "whoflux.toml"));
}

function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException | undefined)?.code ?? "");
}

function unreadable(path: string, error: unknown): WhofluxError {
  return new WhofluxError("E_USAGE", "the configuration cannot be read", {
    path,
    found: reasonOf(error),
    cause: error,
  });
}
