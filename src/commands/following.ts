import { resolve } from "node:path";
import type { EventSource } from "../collect/collector.ts";
import { EventFeed } from "../collect/event-feed.ts";
import { type Feed, type FeedRow, feeds } from "../collect/feeds.ts";
import { LogindFeed } from "../collect/logind-feed.ts";
import type { View } from "../collect/view.ts";
import type { FollowOptions } from "../follow/follow-options.ts";
import { logindForm } from "../follow/logind-state.ts";
import { followForm } from "../follow/state-text.ts";
import type { Arguments } from "../model/arguments.ts";
import { WhofluxError } from "../model/error.ts";
import { systemPrograms } from "../sources/snapshot.ts";
import { layouts } from "../unix/layouts/index.ts";
import { createCore } from "../wasm/core.ts";
import { failedNamesOf } from "./failed-names.ts";
import { type FollowedSource, followedSource } from "./followed-source.ts";
import { budgetOf } from "./following-budget.ts";
import { startOf } from "./following-start.ts";
import { sourcesOf } from "./machine-options.ts";
import { stateFileOf } from "./state-path.ts";

const now = (): number => Date.now();

/** Opens the logs that `--events` follows, from where `--state` says, or from now on; what it is given is checked at once. */
export function eventsOf(given: Arguments, root: string, view: View): () => EventSource {
  const options = { root, start: "now", failedNames: failedNamesOf(given), now, ...budgetOf(view) } as const;
  const path = stateFileOf(given);
  return () => logsFrom(options, view, path, "begin anew");
}

/** The feeds of a Unix system below `root`, from where their states in a folder say, or from where `--backfill` does. */
export function feedsOf(given: Arguments, root: string, view: View, folder: string): readonly Feed[] {
  const base = { root: resolve(root), start: startOf(given, now()), now, ...budgetOf(view) };
  const logs = { ...base, failedNames: failedNamesOf(given) };
  const named = sourcesOf(given);
  const isLogindWanted = named === undefined || named.some((name) => name === "logind" || name === "loginctl");
  return [
    feedOf(feeds.logs, (path) => logsFrom(logs, view, path, "refuse"), folder),
    ...(isLogindWanted ? [feedOf(feeds.logind, (path) => logindFrom(base, view, path), folder)] : []),
  ];
}

function feedOf({ file, number, name }: FeedRow, open: (path: string) => FollowedSource, folder: string): Feed {
  return Object.assign(open(`${folder}/${file}`), { number, name });
}

function logsFrom(
  options: Omit<FollowOptions, "report">,
  view: View,
  path: string | undefined,
  otherRoot: "refuse" | "begin anew",
): FollowedSource {
  return followedSource({
    path,
    form: followForm,
    open(state, report) {
      if (otherRoot === "refuse") refuseOtherRoot(state, options.root, path);
      return new EventFeed(createCore(layouts, "stays"), { ...options, report }, state, view);
    },
  });
}

function logindFrom(base: Pick<FollowOptions, "root" | "start" | "now">, view: View, path: string): FollowedSource {
  const programs = systemPrograms;
  return followedSource({
    path,
    form: logindForm,
    open(state, report) {
      refuseOtherRoot(state, base.root, path);
      return new LogindFeed(createCore(layouts, "stays"), { ...base, programs, report }, state, view);
    },
  });
}

/** Going on from there would lose what happened to the logs of that root, and tell of this one as if it was new. */
function refuseOtherRoot(state: { readonly root: string } | undefined, root: string, path: string | undefined): void {
  if (state === undefined || state.root === root) return;
  throw new WhofluxError("E_USAGE", "the state is of another root", {
    ...(path === undefined ? {} : { path }),
    expected: root,
    found: state.root,
    cure: "name another `--state-directory`, or remove this file and its `.bak` to begin anew",
  });
}
