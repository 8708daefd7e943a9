import { join } from "node:path";
import type { Settled } from "../config/layers.ts";
import { openStateDirectory, stateDirectory } from "../state/directory.ts";
import { type Lock, takeLock } from "../state/lock.ts";
import { rootOf } from "./machine-options.ts";
import { processFacts } from "./process-facts.ts";

/** The state directory that settings ask for. */
export function stateFolderOf(settled: Settled): string {
  const uid = process.geteuid?.();
  return stateDirectory(settled.values.get("state-directory")?.[0], {
    environment: process.env,
    platform: process.platform === "win32" ? "windows" : "unix",
    ...(uid === undefined ? {} : { uid }),
    root: rootOf(settled),
  });
}

/** Makes a state directory and takes it for this process. Throws E_USAGE when it cannot be used, or another process does. */
export function takeStateFolder(folder: string): Lock {
  openStateDirectory(folder, process.geteuid?.());
  return takeLock(join(folder, "serve.lock"), processFacts);
}
