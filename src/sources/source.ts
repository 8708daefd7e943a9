import type { Core } from "../wasm/core.ts";
import type { LiveSession } from "./live-session.ts";
import type { Root } from "./rooted.ts";

/** The live sources by name, in the order in which they are asked and named as evidence. */
export const sourceNames = ["utmp", "logind", "loginctl", "wtmpdb"] as const;

export type SourceName = (typeof sourceNames)[number];

/**
 * How a source is: `ok` also when nobody is logged in; `partial`: a part of it gave nothing; `missing`: this machine does
 * not have it; `empty`: it is there and holds nothing at all; `unreadable`: not for this user; `foreign`: it is something
 * else; `failed`: reading broke; `unsupported`: it cannot be asked in this way (another root, another system).
 */
export type SourceStatus =
  | "ok"
  | "partial"
  | "missing"
  | "empty"
  | "unreadable"
  | "foreign"
  | "failed"
  | "unsupported";

/** What a source says of itself; names are those of JSON and of `logon_collector`. */
export interface SourceHealth {
  readonly source: SourceName;
  readonly status: SourceStatus;
  /** What was read: a file, a directory, a program; of several files, the first. The root is not part of it. */
  readonly path?: string;
  /** Names of the record layouts, separated by a space. */
  readonly layout?: string;
  /** Entries that were read: records, session files, rows. */
  readonly records: number;
  /** Parts that gave no entry. */
  readonly skipped: number;
  /** Entries of people whose process is not there any more. */
  readonly stale: number;
  /** Sessions that it knows to be open. */
  readonly sessions: number;
  readonly duration_us: number;
  /** What is wrong, lower case and without a full stop; absent under `ok`. */
  readonly problem?: string;
  /** What the reader can do about it, as an order. */
  readonly cure?: string;
}

/** What a source found, without what its caller measures. */
export interface Finding {
  readonly health: Omit<SourceHealth, "source" | "sessions" | "stale" | "duration_us">;
  /** Also those that are closing or stale, which the merge leaves out at its end. */
  readonly sessions: readonly LiveSession[];
}

/** What a source may use. */
export interface SourceContext {
  readonly core: Core;
  readonly root: Root;
  /** Microseconds since 1970. */
  readonly now: bigint;
  /** Whether the user asked for this source by its name. */
  readonly asked: "by name" | "as usual";
  /** What the sources before it found. */
  readonly before: ReadonlyMap<SourceName, Finding>;
}

/** One place that tells who is logged in. Problems are findings; what it throws is `failed`. */
export interface Source {
  /** Undefined: it was not needed, and says nothing. */
  look(context: SourceContext): Promise<Finding | undefined>;
}
