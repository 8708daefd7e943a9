import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { runNpm } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

/** Installs the locked packages and says so on stderr. */
export async function installPackages() {
  console.error("whoflux: installing packages (npm ci)");
  // npm's own words go to stderr: stdout belongs to what runs next.
  const code = await runNpm(["ci", "--no-audit", "--no-fund"], { stdio: ["ignore", 2, 2] });
  if (code !== 0) throw new SetupError("npm ci failed");
}

/** Whether every locked package is there in its locked version. Contents are compared: file times lie after a clone. */
export function isInstalled() {
  const installed = packagesOf("node_modules/.package-lock.json");
  if (installed === undefined) return false;
  return Object.entries(packagesOf("package-lock.json") ?? {}).every(
    ([path, { version, optional }]) => path === "" || optional || installed[path]?.version === version,
  );
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), "utf8")).packages;
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}
