import type { EventSource } from "../collect/collector.ts";
import type { NewEvents } from "../collect/event-feed.ts";
import type { Report } from "../model/report.ts";
import { type Marked, markedForm } from "../state/marked.ts";
import { loadState, type StateForm, saveState } from "../state/state-file.ts";
import { WordReport } from "./word-report.ts";

/** What polls, and goes on from a state. */
export interface Followed<State> {
  readonly state: State;
  poll(): Promise<NewEvents<State>>;
}

/** Where a state is kept, and who goes on from it. */
export interface Following<State> {
  /** Absent: the state ends with the process. */
  readonly path: string | undefined;
  readonly form: StateForm<State>;
  /** `state`: that of an earlier run, if there is one. May throw what is wrong with it. */
  open(state: State | undefined, report: Report): Followed<State>;
}

/**
 * Events from where the saved state says. `first` is `save`: a first state is saved before anything is told, so that
 * whoever goes on from there tells the same lines, whose hashes depend on chance; throws E_SINK when it cannot be.
 */
export function followedSource<State>(
  { path, form, open }: Following<State>,
  first: "save" | "with the events",
): EventSource {
  const report = new WordReport();
  const marked = markedForm(form);
  const kept = path === undefined ? undefined : loadState(path, marked, report);
  const feed = open(kept?.state, report);
  const save = savingTo(path, marked, kept);
  if (kept === undefined && first === "save") save(feed.state, 0);
  return {
    mark: kept?.mark ?? 0,
    async poll() {
      const { text, rest, state } = await feed.poll();
      return { text, rest, save: (mark) => save(state, mark) };
    },
    words: () => report.take(),
  };
}

/** Saves states to a path, each once; `kept`: the one that is there. Without a path nothing is kept. */
function savingTo<State>(
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
