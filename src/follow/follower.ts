import { WhofluxError } from "../model/error.ts";
import { Root } from "../sources/rooted.ts";
import type { Core } from "../wasm/core.ts";
import { Budget, EVERYTHING } from "./budget.ts";
import { NameCover } from "./failed-names.ts";
import type { FollowOptions } from "./follow-options.ts";
import { type FollowState, freshState, type LogState, noLog } from "./follow-state.ts";
import { KeptLog } from "./kept-log.ts";
import type { LogPoll } from "./log-poll.ts";
import { fileUnder, findLogs, type Log } from "./logs.ts";

/** What one poll came to. */
export interface Followed {
  /** The state to save when the events are safe: the same object when nothing has changed. */
  readonly state: FollowState;
  /** `more`: the budget was spent before the logs were. */
  readonly rest: "more" | "none";
}

/**
 * Follows the login logs of a system: tells, poll by poll, what was appended to them since the last one, whatever rotation
 * did to them meanwhile, each event once and in the order of its log.
 *
 * A state goes in and a state comes out, with the offsets and the open sessions of the same moment in it: saved after the
 * events are safe, it makes a restart lose nothing; a poll that was not saved tells the same events again.
 */
export class Follower {
  readonly #core: Core;
  readonly #options: FollowOptions;
  readonly #root: Root;
  readonly #kept = new KeptLog();
  #state: FollowState;

  /** `state`: what the last poll returned; undefined the first time. */
  constructor(core: Core, options: FollowOptions, state: FollowState | undefined) {
    this.#core = core;
    this.#options = options;
    this.#root = new Root(options.root);
    this.#state = this.#usable(state) ?? freshState(options.root);
  }

  /**
   * Reads what was appended and hands on the events, in STAYS, `count` at a time; they hold until `rows` returns. When
   * `rows` throws, so does this, and the next poll begins where this one did. Ordinals are the caller's.
   *
   * What fails goes to `options.report`, and hinders no other log. With nothing new it costs two looks at a file's
   * directory entry a log. One poll at a time.
   */
  async poll(rows: (count: number) => void): Promise<Followed> {
    const { logs: before, salt } = this.#state;
    const found = findLogs(this.#root, (path) => isKnown(before[path]));
    const after: Record<string, LogState> = { ...before };
    const cover = new NameCover(this.#core, this.#options.failedNames, this.#root, salt);
    const budget = new Budget(this.#options.budget ?? EVERYTHING);
    const emit = (count: number): void => {
      budget.spend(count);
      cover.cover(count);
      try {
        rows(count);
      } catch (cause) {
        throw new Refusal("the events were not taken", { cause });
      }
    };
    for (const log of found.followed) {
      // What one log leaves comes before another: with any budget, the order is that of one poll.
      if (budget.left === 0) budget.cut();
      if (budget.isCut) break;
      const state = await this.#follow(log, before[log.path], { emit, budget }).catch(rethrown);
      if (state !== undefined) after[log.path] = state;
    }
    for (const fault of found.hidden) this.#options.report.fail(fault);
    for (const { path } of found.missing) after[path] ??= noLog;
    const paths = Object.keys(after);
    if (paths.some((path) => after[path] !== before[path])) this.#state = { ...this.#state, logs: after };
    if (!budget.isCut) this.#kept.drop();
    return { state: this.#state, rest: budget.isCut ? "more" : "none" };
  }

  /** Lets go of the file that a poll ended in. */
  close(): void {
    this.#kept.close();
  }

  async #follow(
    log: Log,
    state: LogState | undefined,
    telling: Pick<LogPoll, "emit" | "budget">,
  ): Promise<LogState | undefined> {
    const path = fileUnder(this.#root, log.path);
    if (path instanceof WhofluxError) {
      this.#options.report.fail(path);
      return state;
    }
    const poll: LogPoll = { core: this.#core, log, path, options: this.#options, state, kept: this.#kept, ...telling };
    if (log.kind === "records") return (await import("./follow-records.ts")).followRecords(poll);
    return (await import("./follow-database.ts")).followDatabase(poll);
  }

  #usable(state: FollowState | undefined): FollowState | undefined {
    if (state === undefined || state.root === this.#options.root) return state;
    this.#options.report.notice(`the state is of ${state.root}, not of ${this.#options.root}; following begins anew`);
    return undefined;
  }
}

/** What `rows` threw, on its way out: no fault of a log, so nothing in between may take it for one. */
class Refusal extends Error {}

function rethrown(error: unknown): never {
  throw error instanceof Refusal ? error.cause : error;
}

function isKnown(state: LogState | undefined): boolean {
  return state?.position !== undefined || state?.rows !== undefined || state?.partly !== undefined;
}
