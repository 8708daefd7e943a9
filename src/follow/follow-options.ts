import type { FollowStart } from "../model/follow-start.ts";
import type { Report } from "../model/report.ts";

/** Whose name a failed login may show: names that fail are now and then mistyped passwords. */
export type FailedNames = "known" | "hash" | "all" | "none";

/** What to follow, from where, and what to tell. */
export interface FollowOptions {
  /** The root file system: `/`, or where another machine's is mounted. */
  readonly root: string;
  /** `known`: accounts in the root's /etc/passwd; `hash`: `sha256:` and 16 digits, salted with the state's own salt. */
  readonly failedNames: FailedNames;
  readonly start: FollowStart;
  /** About as many events are told by one poll, at least one; absent: all there are. */
  readonly budget?: number;
  readonly report: Report;
  /** Milliseconds since 1970: `Date.now`. */
  readonly now: () => number;
}
