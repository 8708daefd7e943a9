import { statSync } from "node:fs";
import type { Arguments } from "../model/arguments.ts";
import { WhofluxError } from "../model/error.ts";

/** The file of `--state`. Saving puts a new file in the place of the old one: what is there must be a file, and no `/dev/null`. */
export function stateFileOf({ values }: Arguments): string | undefined {
  const path = values.get("state")?.[0];
  if (path === undefined) return undefined;
  const stats = path === "" ? undefined : statSync(path, { throwIfNoEntry: false });
  if (path !== "" && stats?.isFile() !== false) return path;
  throw new WhofluxError("E_USAGE", "`--state` is no file", { found: path === "" ? "nothing" : path });
}
