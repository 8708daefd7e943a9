import { statSync } from "node:fs";
import type { EventSource } from "../collect/collector.ts";
import { EventFeed } from "../collect/event-feed.ts";
import type { View } from "../collect/view.ts";
import type { FailedNames } from "../follow/follow-options.ts";
import { loadState, saveState } from "../follow/state-file.ts";
import { WhofluxError } from "../model/error.ts";
import { layouts } from "../unix/layouts/index.ts";
import { createCore } from "../wasm/core.ts";
import type { Arguments } from "./arguments.ts";
import { WordReport } from "./word-report.ts";

/** The logs that `--events` follows, from where `--state` says, or from now on. */
export function eventsOf({ values }: Arguments, root: string, view: View): EventSource {
  const path = stateFileOf(values.get("state")?.[0]);
  const report = new WordReport();
  const options = { root, failedNames: failedNamesOf(values.get("failed-names")?.[0]), report, now: () => Date.now() };
  const state = path === undefined ? undefined : loadState(path, report);
  const core = createCore(layouts, "stays");
  const feed = new EventFeed(core, { ...options, start: "now" }, state, view);
  let saved = state;
  return {
    poll: () => feed.poll(),
    words: () => report.take(),
    save(reached) {
      if (path !== undefined && reached !== saved) saveState(path, reached);
      saved = reached;
    },
  };
}

const policies: readonly FailedNames[] = ["known", "hash", "all", "none"];

function failedNamesOf(name = "known"): FailedNames {
  const policy = policies.find((known) => known === name);
  if (policy !== undefined) return policy;
  throw new WhofluxError("E_USAGE", "`--failed-names` names no policy", { expected: policies.join(", "), found: name });
}

/** Saving puts a new file in the place of the old one: what is there must be a file, and no `/dev/null`. */
function stateFileOf(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const stats = path === "" ? undefined : statSync(path, { throwIfNoEntry: false });
  if (path !== "" && stats?.isFile() !== false) return path;
  throw new WhofluxError("E_USAGE", "`--state` is no file", { found: path === "" ? "nothing" : path });
}
