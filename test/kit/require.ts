import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { report } from "./report.ts";

/**
 * Finds a real program that a test needs, on PATH or named by `WHOFLUX_<NAME>` (`WHOFLUX_INFLUXD=/opt/influxd`).
 *
 * When it is missing, one line says what stays untested, the skip is counted, and the answer is undefined;
 * under `WHOFLUX_REQUIRE=all` it throws instead, so that a machine meant to have everything cannot pass without it.
 */
export function requireProgram(name: string, untested: string): string | undefined {
  const found = findProgram(name);
  if (found === undefined) missing(`${name} not found`, untested);
  return found;
}

/** Says that something other than a program is missing (a platform, a privilege), by the same rules. */
export function missing(what: string, untested: string): void {
  if (process.env.WHOFLUX_REQUIRE === "all") throw new Error(`${what}: ${untested} (WHOFLUX_REQUIRE=all)`);
  skipped(what, untested);
}

/**
 * Finds a real PowerShell for tests of what runs inside it: `pwsh` on PATH, or named by `WHOFLUX_POWERSHELL`.
 *
 * Few systems package it, so its absence is one line and a counted skip on every machine, under `WHOFLUX_REQUIRE=all` too.
 * Windows is skipped in the same way: proxies of what Windows itself has would prove nothing there.
 */
export function requirePowerShell(untested: string): string | undefined {
  if (process.platform === "win32") {
    skipped("this is Windows itself", untested);
    return undefined;
  }
  const found = process.env.WHOFLUX_POWERSHELL ?? findProgram("pwsh");
  if (found === undefined) skipped("pwsh not found", untested);
  return found;
}

function skipped(what: string, untested: string): void {
  process.stdout.write(`skipped: ${what}: ${untested}\n`);
  report.skipped(`${what}: ${untested}`);
}

function findProgram(name: string): string | undefined {
  const named = process.env[`WHOFLUX_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`];
  if (named !== undefined) return named;
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const endings = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];
  return folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
