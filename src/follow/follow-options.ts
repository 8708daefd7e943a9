import type { Report } from "../model/report.ts";

/** Whose name a failed login may show: names that fail are now and then mistyped passwords. */
export type FailedNames = "known" | "hash" | "all" | "none";

/** What to follow, from where, and what to tell. */
export interface FollowOptions {
  /** The root file system: `/`, or where another machine's is mounted. */
  readonly root: string;
  /** `known`: accounts in the root's /etc/passwd; `hash`: `sha256:` and 16 digits, salted with the state's own salt. */
  readonly failedNames: FailedNames;
  /** Where a log that the state does not know begins. `now`: what it holds is read, but not told. */
  readonly start: "now" | "all";
  readonly report: Report;
  /** Milliseconds since 1970: `Date.now`. */
  readonly now: () => number;
}
