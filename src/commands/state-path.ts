import { statSync } from "node:fs";
import { type StateForm, saveState } from "../follow/state-file.ts";
import { WhofluxError } from "../model/error.ts";
import type { Arguments } from "./arguments.ts";

/** The file of `--state`. Saving puts a new file in the place of the old one: what is there must be a file, and no `/dev/null`. */
export function stateFileOf({ values }: Arguments): string | undefined {
  const path = values.get("state")?.[0];
  if (path === undefined) return undefined;
  const stats = path === "" ? undefined : statSync(path, { throwIfNoEntry: false });
  if (path !== "" && stats?.isFile() !== false) return path;
  throw new WhofluxError("E_USAGE", "`--state` is no file", { found: path === "" ? "nothing" : path });
}

/** Saves states to a path, each once; `state`: the one that is there. Without a path nothing is kept. */
export function savingTo<State>(
  path: string | undefined,
  form: StateForm<State>,
  state: State | undefined,
): (reached: State) => void {
  let saved = state;
  return (reached) => {
    if (path !== undefined && reached !== saved) saveState(path, form, reached);
    saved = reached;
  };
}
