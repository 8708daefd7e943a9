import type { EventSource } from "../collect/collector.ts";
import { LogonFeed } from "../collect/logon-feed.ts";
import { logonFeedForm } from "../collect/logon-feed-text.ts";
import type { View } from "../collect/view.ts";
import type { Arguments } from "../model/arguments.ts";
import { markedForm } from "../state/marked.ts";
import { loadState } from "../state/state-file.ts";
import { layouts } from "../unix/layouts/index.ts";
import { createCore } from "../wasm/core.ts";
import type { Windows } from "../windows/ask.ts";
import { parseLoneXml } from "../windows/events/parse-xml.ts";
import type { Beginning } from "../windows/follow/teller.ts";
import { keptStoriesOf } from "../windows/stories/kept-shape.ts";
import { type KeptStories, Stories } from "../windows/stories/stories.ts";
import { failedNamesOf } from "./failed-names.ts";
import { eventLogs, eventLogsOf } from "./machine-options.ts";
import { savingTo, stateFileOf } from "./state-path.ts";
import { WordReport } from "./word-report.ts";

/** The event logs of Windows that `--events` follows, from where `--state` says, or from now on. */
export function logonEventsOf(given: Arguments, windows: Windows, view: View): EventSource {
  const path = stateFileOf(given);
  const report = new WordReport();
  const kept = path === undefined ? undefined : loadState(path, form, report);
  const options = {
    windows,
    channels: eventLogsOf(given) ?? eventLogs,
    start: "now" as const,
    failedNames: failedNamesOf(given),
    report,
    now: () => Date.now(),
    parse: parseLoneXml,
    begin: (from: Beginning<KeptStories>) => new Stories({ shape: "events", ...from }),
  };
  const feed = new LogonFeed(createCore(layouts, "stays"), options, kept?.state, view);
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

const form = markedForm(logonFeedForm(keptStoriesOf));
