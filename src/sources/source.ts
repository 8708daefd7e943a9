import type { Core } from "../wasm/core.ts";
import type { Greeting, Windows } from "../windows/ask.ts";
import type { Seat } from "../windows/sessions/evidence.ts";
import type { Logons } from "../windows/sessions/logons.ts";
import type { Accounts } from "./accounts.ts";
import type { Evidence } from "./evidence.ts";
import type { Place } from "./places.ts";
import type { Processes } from "./processes.ts";
import type { Root } from "./rooted.ts";

/** The live sources of Unix by name, in the order in which they are asked and named as evidence. */
export const unixSourceNames = ["utmp", "logind", "loginctl", "wtmpdb"] as const;

/** Those of Windows. */
export const windowsSourceNames = ["cim", "quser", "wts"] as const;

/** All of them. */
export const sourceNames = [...unixSourceNames, ...windowsSourceNames] as const;

export type UnixSourceName = (typeof unixSourceNames)[number];
export type WindowsSourceName = (typeof windowsSourceNames)[number];
export type SourceName = (typeof sourceNames)[number];

/**
 * How a source is: `ok` also when nobody is logged in; `partial`: a part of it gave nothing; `missing`: this machine does
 * not have it; `empty`: it is there and holds nothing at all; `unreadable`: not for this user; `foreign`: it is something
 * else; `failed`: reading broke; `unsupported`: it cannot be asked in this way (about another root).
 */
export type SourceStatus = "ok" | "partial" | "missing" | "empty" | "unreadable" | "foreign" | "failed" | "unsupported";

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
  /** Entries of people who are not there any more: their process is gone, or who must know does not know them. */
  readonly stale: number;
  /** Sessions open now that it knows of. */
  readonly sessions: number;
  readonly duration_us: number;
  /** What is wrong, lower case and without a full stop; absent under `ok`. */
  readonly problem?: string;
  /** What the reader can do about it, as an order. */
  readonly cure?: string;
}

/** What a source found; its caller adds what it measures and counts. */
export interface Finding {
  readonly health: Omit<SourceHealth, "source" | "sessions" | "stale" | "duration_us">;
  /** Also of sessions that are closing or stale, which the merge leaves out at its end. */
  readonly evidence: readonly Evidence[];
}

/** What a source of Unix may use. */
export interface SourceContext {
  readonly core: Core;
  readonly root: Root;
  readonly processes: Processes;
  readonly accounts: Accounts;
  /** Those of the source's paths that exist. */
  readonly places: readonly Place[];
  /** What the sources before it found. */
  readonly before: ReadonlyMap<UnixSourceName, Finding>;
  readonly programs: Programs;
}

/** Absolute paths of the programs that know logind, best first; those that do not exist are passed over. */
export interface Programs {
  readonly busctl: readonly string[];
  readonly loginctl: readonly string[];
}

/** One place of Unix that tells who is logged in. What goes wrong is a finding too; what is thrown is `failed`. */
export interface Source {
  look(context: SourceContext): Promise<Finding>;
}

/** What a source of Windows found; the same, but the evidence is of another kind. */
export interface WindowsFinding {
  readonly health: Finding["health"];
  readonly logons?: Logons;
  readonly seats?: readonly Seat[];
}

/** What a source of Windows may use. Its questions throw AskError. */
export interface WindowsContext {
  readonly windows: Windows;
  /** What PowerShell says of itself; null when it says nothing. */
  greeting(): Promise<Greeting | null>;
}

/** One place of Windows that tells who is logged in. */
export interface WindowsSource {
  look(context: WindowsContext): Promise<WindowsFinding>;
}
