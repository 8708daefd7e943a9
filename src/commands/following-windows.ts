import type { EventSource } from "../collect/collector.ts";
import { type Feed, feeds } from "../collect/feeds.ts";
import { LogonFeed, type LogonFeedState } from "../collect/logon-feed.ts";
import { logonFeedForm } from "../collect/logon-feed-text.ts";
import type { View } from "../collect/view.ts";
import type { Arguments } from "../model/arguments.ts";
import type { FollowStart } from "../model/follow-start.ts";
import { layouts } from "../unix/layouts/index.ts";
import { createCore } from "../wasm/core.ts";
import type { Windows } from "../windows/ask.ts";
import { parseLoneXml } from "../windows/events/parse-xml.ts";
import type { Beginning } from "../windows/follow/teller.ts";
import { keptStoriesOf } from "../windows/stories/kept-shape.ts";
import { type KeptStories, Stories } from "../windows/stories/stories.ts";
import { failedNamesOf } from "./failed-names.ts";
import { type FollowedSource, type Following, followedSource } from "./followed-source.ts";
import { budgetOf } from "./following-budget.ts";
import { startOf } from "./following-start.ts";
import { eventLogs, eventLogsOf } from "./machine-options.ts";
import { stateFileOf } from "./state-path.ts";

/** Opens the event logs that `--events` follows, from where `--state` says, or from now on; checks what it is given at once. */
export function logonEventsOf(given: Arguments, windows: Windows, view: View): () => EventSource {
  return channelsFrom(given, { windows, view, start: "now", path: stateFileOf(given) });
}

/** The feed of a Windows, from where its state in a folder says, or from where `--backfill` does. */
export function feedsOfWindows(given: Arguments, windows: Windows, view: View, folder: string): readonly Feed[] {
  const { file, number, name } = feeds.channels;
  const start = startOf(given, Date.now());
  const events = channelsFrom(given, { windows, view, start, path: `${folder}/${file}` });
  return [Object.assign(events(), { number, name })];
}

interface Channels {
  readonly windows: Windows;
  readonly view: View;
  readonly start: FollowStart;
  readonly path: string | undefined;
}

function channelsFrom(given: Arguments, { windows, view, start, path }: Channels): () => FollowedSource {
  const options = {
    windows,
    channels: eventLogsOf(given) ?? eventLogs,
    start,
    failedNames: failedNamesOf(given),
    now: () => Date.now(),
    parse: parseLoneXml,
    begin: (from: Beginning<KeptStories>) => new Stories({ shape: "events", ...from }),
    ...budgetOf(view),
  };
  const following: Following<LogonFeedState<KeptStories>> = {
    path,
    form: logonFeedForm(keptStoriesOf),
    open: (state, report) => new LogonFeed(createCore(layouts, "stays"), { ...options, report }, state, view),
  };
  return () => followedSource(following);
}
