import { existsSync } from "node:fs";
import { join } from "node:path";
import { WhofluxError } from "../../model/error.ts";

/** A program of Windows' own folder, `quser.exe`, by its full path: nothing is ever looked for on PATH. */
export function systemProgram(systemRoot: string, ...names: readonly string[]): string {
  // Only a 32-bit process has this folder: there, System32 is the one of 32-bit programs.
  const native = join(systemRoot, "sysnative");
  return join(existsSync(native) ? native : join(systemRoot, "System32"), ...names);
}

/** Windows' own PowerShell, or the one somebody names. Throws E_USAGE for a bare name, which PATH would have to find. */
export function locatePowerShell(systemRoot: string, named: string | undefined): string {
  if (named === undefined) return systemProgram(systemRoot, "WindowsPowerShell", "v1.0", "powershell.exe");
  if (/[\\/]/.test(named)) return named;
  throw new WhofluxError("E_USAGE", "PowerShell is not looked for on PATH", {
    path: "--powershell",
    expected: "a path",
    found: named,
    cure: "name its folder too",
  });
}
