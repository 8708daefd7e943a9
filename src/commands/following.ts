import type { EventSource } from "../collect/collector.ts";
import { EventFeed } from "../collect/event-feed.ts";
import type { View } from "../collect/view.ts";
import { followForm } from "../follow/state-text.ts";
import type { Arguments } from "../model/arguments.ts";
import { markedForm } from "../state/marked.ts";
import { loadState } from "../state/state-file.ts";
import { layouts } from "../unix/layouts/index.ts";
import { createCore } from "../wasm/core.ts";
import { failedNamesOf } from "./failed-names.ts";
import { savingTo, stateFileOf } from "./state-path.ts";
import { WordReport } from "./word-report.ts";

/** The logs that `--events` follows, from where `--state` says, or from now on. */
export function eventsOf(given: Arguments, root: string, view: View): EventSource {
  const path = stateFileOf(given);
  const report = new WordReport();
  const options = { root, failedNames: failedNamesOf(given), report, now: () => Date.now() };
  const kept = path === undefined ? undefined : loadState(path, form, report);
  const core = createCore(layouts, "stays");
  const feed = new EventFeed(core, { ...options, start: "now" }, kept?.state, view);
  const save = savingTo(path, form, kept);
  return {
    mark: kept?.mark ?? 0,
    async poll() {
      const { text, state } = await feed.poll();
      return { text, rest: "none", save: (mark) => save(state, mark) };
    },
    words: () => report.take(),
  };
}

const form = markedForm(followForm);
