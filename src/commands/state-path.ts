import { statSync } from "node:fs";
import type { Arguments } from "../model/arguments.ts";
import { WhofluxError } from "../model/error.ts";
import type { Marked } from "../state/marked.ts";
import { type StateForm, saveState } from "../state/state-file.ts";

/** The file of `--state`. Saving puts a new file in the place of the old one: what is there must be a file, and no `/dev/null`. */
export function stateFileOf({ values }: Arguments): string | undefined {
  const path = values.get("state")?.[0];
  if (path === undefined) return undefined;
  const stats = path === "" ? undefined : statSync(path, { throwIfNoEntry: false });
  if (path !== "" && stats?.isFile() !== false) return path;
  throw new WhofluxError("E_USAGE", "`--state` is no file", { found: path === "" ? "nothing" : path });
}

/** Saves states to a path, each once; `kept`: the one that is there. Without a path nothing is kept. */
export function savingTo<State>(
  path: string | undefined,
  form: StateForm<Marked<State>>,
  kept: Marked<State> | undefined,
): (state: State, mark: number) => void {
  let saved = kept;
  return (state, mark) => {
    if (state === saved?.state && mark === saved.mark) return;
    const reached = { mark, state };
    if (path !== undefined) saveState(path, form, reached);
    saved = reached;
  };
}
