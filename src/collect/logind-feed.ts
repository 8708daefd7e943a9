import { lastWritten } from "../follow/login-log.ts";
import { differenceOf } from "../follow/logind-difference.ts";
import { type LogindLook, lookAtLogind } from "../follow/logind-look.ts";
import type { LogindState } from "../follow/logind-state.ts";
import { eventEntity } from "../model/event-entity.ts";
import type { FollowStart } from "../model/follow-start.ts";
import type { Report } from "../model/report.ts";
import type { Programs } from "../sources/source.ts";
import type { Core } from "../wasm/core.ts";
import { inBatches } from "../wasm/stay-batches.ts";
import type { NewEvents } from "./event-feed.ts";
import { EventText } from "./event-text.ts";
import type { View } from "./view.ts";

/** Which logind to look at, and from when on. */
export interface LogindFeedOptions {
  /** The root file system: `/`, or where another machine's is mounted. */
  readonly root: string;
  /** Of sessions that are there at the first look: which logins are told. */
  readonly start: FollowStart;
  readonly programs: Programs;
  readonly report: Pick<Report, "fail">;
  /** Milliseconds since 1970: `Date.now`. */
  readonly now: () => number;
}

/** Tells logins and logouts by how logind's sessions change, where no log of logins tells them. Its core is its own. */
export class LogindFeed {
  readonly #core: Core;
  readonly #options: LogindFeedOptions;
  readonly #text: EventText;
  #state: LogindState;

  /** `state`: where an earlier run got to. */
  constructor(core: Core, options: LogindFeedOptions, state: LogindState | undefined, view: View) {
    this.#core = core;
    this.#options = options;
    this.#state = state ?? { root: options.root, told: [] };
    this.#text = new EventText(core, eventEntity, view, this.#state.told);
  }

  /** Where the next poll goes on. */
  get state(): LogindState {
    return this.#state;
  }

  /** What has changed since the last poll, or since the saved state; nothing while logind gives no answer. */
  async poll(): Promise<NewEvents<LogindState>> {
    const look = await this.#look();
    this.#text.begin();
    if (look.answer === "failed") this.#options.report.fail(look.fault);
    if (look.answer !== "sessions") return { text: this.#text.end(), rest: "none", state: this.#state };
    const { root, start, now } = this.#options;
    const circumstances = { start, written: lastWritten(root), now: BigInt(now()) * 1000n };
    const { events, sessions } = differenceOf(this.#state, look, circumstances);
    inBatches(this.#core, eventEntity, events, (rows) => {
      this.#core.classify(rows);
      this.#text.take(rows);
    });
    const text = this.#text.end();
    const { boot = this.#state.boot } = look;
    if (sessions !== this.#state.sessions || boot !== this.#state.boot) {
      this.#state = { ...this.#state, ...(boot && { boot }), sessions, told: this.#text.told };
    }
    return { text, rest: "none", state: this.#state };
  }

  /** Files are put in the place of others while they are listed: who seems to be gone is looked for once more. */
  async #look(): Promise<LogindLook> {
    const first = await this.#lookOnce();
    if (first.answer !== "sessions") return first;
    const isThere = new Set(first.sessions.map(({ id }) => id));
    if (this.#state.sessions?.every(({ id }) => isThere.has(id)) !== false) return first;
    const second = await this.#lookOnce();
    if (second.answer !== "sessions") return second;
    const found = new Set(second.sessions.map(({ id }) => id));
    return { ...second, sessions: [...second.sessions, ...first.sessions.filter(({ id }) => !found.has(id))] };
  }

  #lookOnce(): Promise<LogindLook> {
    const { root, programs } = this.#options;
    const known = new Set(this.#state.sessions?.map(({ id }) => id));
    return lookAtLogind({ core: this.#core, root, programs, isKnown: (id) => known.has(id) });
  }
}
