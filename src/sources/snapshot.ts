import type { Core } from "../wasm/core.ts";
import { Accounts } from "./accounts.ts";
import { healthOfFault } from "./fault.ts";
import { type SourceRow, sources } from "./index.ts";
import { liveSession, stateOf } from "./live-cells.ts";
import type { LiveSession } from "./live-session.ts";
import { mergeEvidence, type Stay } from "./merge.ts";
import { findPlaces } from "./places.ts";
import { Processes } from "./processes.ts";
import { Root } from "./rooted.ts";
import {
  type Finding,
  type Programs,
  type SourceContext,
  type SourceHealth,
  type SourceName,
  type UnixSourceName,
  unixSourceNames,
} from "./source.ts";
import type { WindowsSnapshot } from "./windows-snapshot.ts";
import { staysOfWitnesses } from "./witness.ts";

/** Whom to ask, and when. */
export interface SnapshotOptions {
  /** The root file system: `/`, or where another machine's is mounted. */
  readonly root: string;
  /** The sources to ask, each even where it would not be needed, those of Windows left aside; absent: all. */
  readonly sources?: readonly SourceName[];
  /** The moment of the snapshot, microseconds since 1970. */
  readonly now: bigint;
  /** Milliseconds on a clock that only goes forward, for the durations: `() => performance.now()`. */
  readonly clock: () => number;
  /** `open` (absent: that): people who are logged in; `all`: also sessions that are closing, and stale entries. */
  readonly include?: "open" | "all";
  /** Where the programs are that know logind; absent: where systems have them. */
  readonly programs?: Programs;
}

/** Who is logged in, and how the sources were that say so; on Unix. */
export interface UnixSnapshot {
  readonly platform: "unix";
  /** By login, those without one first; the same order for the same people. */
  readonly sessions: readonly LiveSession[];
  /** In the order of the table of sources; one that was not needed is not there. */
  readonly health: readonly SourceHealth[];
}

/** Where systems have the programs that know logind. */
export const systemPrograms: Programs = {
  busctl: ["/usr/bin/busctl", "/bin/busctl"],
  loginctl: ["/usr/bin/loginctl", "/bin/loginctl"],
};

/** A snapshot of either kind. */
export type Snapshot = UnixSnapshot | WindowsSnapshot;

/** Looks who is logged in now, on Unix: asks every source, merges what they say, and tells how each of them was. */
export async function takeSnapshot(core: Core, options: SnapshotOptions): Promise<UnixSnapshot> {
  const root = new Root(options.root);
  const findings = new Map<UnixSourceName, Finding>();
  const durations = new Map<UnixSourceName, number>();
  const context = {
    core,
    root,
    processes: new Processes(root),
    accounts: new Accounts(root),
    before: findings,
    programs: options.programs ?? systemPrograms,
  };
  for (const name of unixSourceNames) {
    if (options.sources?.includes(name) === false) continue;
    const row = sources[name];
    if (options.sources === undefined && row.isNeeded?.(context) === false) continue;
    const start = options.clock();
    findings.set(name, await lookInto(row, context));
    durations.set(name, Math.round((options.clock() - start) * 1000));
  }
  const stays = staysOfWitnesses(mergeEvidence([...findings.values()].map(({ evidence }) => evidence)), findings);
  const listed = options.include === "all" ? stays : stays.filter((stay) => stateOf(stay) === "active");
  return {
    platform: "unix",
    sessions: listed.map((stay) => liveSession(stay, { ...context, now: options.now })).sort(byLogin),
    health: [...findings].map(
      ([
        source,
        {
          health: { status, ...health },
        },
      ]) => ({
        source,
        status,
        ...health,
        ...countsOf(source, stays),
        duration_us: durations.get(source) ?? 0,
      }),
    ),
  };
}

async function lookInto(row: SourceRow, context: Omit<SourceContext, "places">): Promise<Finding> {
  const places = findPlaces(context.root, row.paths);
  const [path] = row.paths;
  if (path !== undefined && places.length === 0)
    return { health: { status: "missing", path, problem: row.absent, records: 0, skipped: 0 }, evidence: [] };
  try {
    return await (await row.load()).look({ ...context, places });
  } catch (fault) {
    const where = places[0]?.path;
    const health = { ...healthOfFault(fault), ...(where === undefined ? {} : { path: where }) };
    return { health: { ...health, records: 0, skipped: 0 }, evidence: [] };
  }
}

function countsOf(
  source: UnixSourceName,
  stays: readonly Stay[],
): { readonly sessions: number; readonly stale: number } {
  let sessions = 0;
  let stale = 0;
  for (const stay of stays) {
    const own = stay.evidence.find((one) => one.source === source);
    if (own !== undefined && stateOf(stay) === "active") sessions += 1;
    if (own?.state === "stale") stale += 1;
  }
  return { sessions, stale };
}

function byLogin(a: LiveSession, b: LiveSession): number {
  const [left, right] = [a.login_time ?? 0n, b.login_time ?? 0n];
  if (left !== right) return left < right ? -1 : 1;
  return Buffer.compare(Buffer.from(a.session), Buffer.from(b.session));
}
