import type { NewEvents } from "../collect/event-feed.ts";
import type { Feed } from "../collect/feeds.ts";
import type { Report } from "../model/report.ts";
import { type Marked, markedForm } from "../state/marked.ts";
import { loadState, type StateForm, saveState } from "../state/state-file.ts";
import { WordReport } from "./word-report.ts";

/** What polls, and goes on from a state. */
export interface Followed<State> {
  readonly state: State;
  poll(): Promise<NewEvents<State>>;
  close?(): void;
}

/** Where a state is kept, and who goes on from it. */
export interface Following<State> {
  /** Absent: the state ends with the process. */
  readonly path: string | undefined;
  readonly form: StateForm<State>;
  /** `state`: that of an earlier run, if there is one. May throw what is wrong with it. */
  open(state: State | undefined, report: Report): Followed<State>;
}

/** A feed without its name. */
export type FollowedSource = Omit<Feed, "number" | "name">;

/** Events from where the saved state says. */
export function followedSource<State>({ path, form, open }: Following<State>): FollowedSource {
  const report = new WordReport();
  const marked = markedForm(form);
  let saved: Marked<State> | undefined = path === undefined ? undefined : loadState(path, marked, report);
  const feed = open(saved?.state, report);
  /** Each state once; without a path nothing is kept. */
  const save = (state: State, mark: number): void => {
    if (state === saved?.state && mark === saved.mark) return;
    const reached = { mark, state };
    if (path !== undefined) saveState(path, marked, reached);
    saved = reached;
  };
  return {
    get mark() {
      return saved?.mark ?? 0;
    },
    begin: (mark) => save(feed.state, mark),
    async poll() {
      const { text, rest, state } = await feed.poll();
      return { text, rest, save: (mark) => save(state, mark) };
    },
    words: () => report.take(),
    close: () => feed.close?.(),
  };
}
