import type { Core } from "../wasm/core.ts";
import type { LiveSession } from "./live-session.ts";
import type { SourceHealth, SourceName } from "./source.ts";

/** Whom to ask, and when. */
export interface SnapshotOptions {
  /** The root file system: `/`, or where another machine's is mounted. */
  readonly root: string;
  /** The sources to ask; absent: all. */
  readonly sources?: readonly SourceName[];
  /** The moment of the snapshot, microseconds since 1970. */
  readonly now: bigint;
  /** Milliseconds on a clock that only goes forward, for the durations: `performance.now`. */
  readonly clock: () => number;
  /** `open` (absent: that): people who are logged in; `all`: also sessions that are closing, and stale entries. */
  readonly include?: "open" | "all";
}

/** Who is logged in, and how the sources were that say so. */
export interface Snapshot {
  /** By login, those without one last; the same order for the same people. */
  readonly sessions: readonly LiveSession[];
  /** In the order of the table of sources; one that was not needed is not there. */
  readonly health: readonly SourceHealth[];
}

/** Signature of takeSnapshot, for who builds on it while the sources are written. */
export type TakeSnapshot = (core: Core, options: SnapshotOptions) => Promise<Snapshot>;
