import type { Core } from "../wasm/core.ts";
import type { Budget } from "./budget.ts";
import type { FollowOptions } from "./follow-options.ts";
import { type LogState, noLog } from "./follow-state.ts";
import type { KeptLog } from "./kept-log.ts";
import { LogPairing } from "./log-pairing.ts";
import type { Log } from "./logs.ts";
import { keepSince } from "./since.ts";

/** One poll of one log. */
export interface LogPoll {
  readonly core: Core;
  readonly log: Log;
  /** Where the log is for us: its path with the root in front. */
  readonly path: string;
  readonly options: Pick<FollowOptions, "start" | "report" | "now">;
  /** Undefined: this log has never been read nor missed. */
  readonly state: LogState | undefined;
  /** Takes the first `count` events in STAYS. */
  readonly emit: (count: number) => void;
  readonly budget: Budget;
  /** The file in which the poll before ended, if that is worth keeping. */
  readonly kept: KeptLog;
}

/** Whether what the log holds is read for what is open in it alone. */
export function isSilent({ state, options }: LogPoll): boolean {
  return state === undefined && options.start === "now";
}

/** The moment, in µs, before which nothing is told in this poll; undefined: all is told, or nothing. */
function sinceOf({ state, options: { start } }: LogPoll): bigint | undefined {
  if (state !== undefined) return state.since;
  return typeof start === "object" ? start.since : undefined;
}

/** A pairing for the poll, with nothing open. */
export function pairingOf(poll: LogPoll): LogPairing {
  return new LogPairing(poll.core, poll.path, poll.options.report, emitterOf(poll));
}

function emitterOf(poll: LogPoll): LogPoll["emit"] {
  if (isSilent(poll)) return () => {};
  const since = sinceOf(poll);
  if (since === undefined) return poll.emit;
  return (count) => {
    const kept = keepSince(poll.core, count, since);
    if (kept > 0) poll.emit(kept);
  };
}

/** What a poll that ends before the end of its log has to keep: from when on the rest is told. */
export function restOf(poll: LogPoll): Pick<LogState, "since"> {
  const since = sinceOf(poll);
  return since === undefined ? {} : { since };
}

/** The state of a log that is not where it was, which is said once. */
export function missingLog({ path, state = noLog, options }: LogPoll): LogState {
  if (state.isMissing === true) return state;
  options.report.notice(`${path}: is not there any more; waiting for it`);
  const { live: _, ...rest } = state;
  return { ...rest, isMissing: true };
}
