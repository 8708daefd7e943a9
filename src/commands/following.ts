import type { EventSource } from "../collect/collector.ts";
import { EventFeed } from "../collect/event-feed.ts";
import type { View } from "../collect/view.ts";
import { loadState } from "../follow/state-file.ts";
import { followForm } from "../follow/state-text.ts";
import { layouts } from "../unix/layouts/index.ts";
import { createCore } from "../wasm/core.ts";
import type { Arguments } from "./arguments.ts";
import { failedNamesOf } from "./failed-names.ts";
import { savingTo, stateFileOf } from "./state-path.ts";
import { WordReport } from "./word-report.ts";

/** The logs that `--events` follows, from where `--state` says, or from now on. */
export function eventsOf(given: Arguments, root: string, view: View): EventSource {
  const path = stateFileOf(given);
  const report = new WordReport();
  const options = { root, failedNames: failedNamesOf(given), report, now: () => Date.now() };
  const state = path === undefined ? undefined : loadState(path, followForm, report);
  const core = createCore(layouts, "stays");
  const feed = new EventFeed(core, { ...options, start: "now" }, state, view);
  const save = savingTo(path, followForm, state);
  return {
    async poll() {
      const { text, state: reached } = await feed.poll();
      return { text, save: () => save(reached) };
    },
    words: () => report.take(),
  };
}
