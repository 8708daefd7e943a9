import type { Entity } from "../model/entity.ts";
import { logonSessionEntity } from "../model/logon-session-entity.ts";
import { AskError, type Greeting, type Windows } from "../windows/ask.ts";
import { askFault } from "../windows/ask-fault.ts";
import { listLogons } from "../windows/sessions/list-logons.ts";
import type { LiveLogon } from "../windows/sessions/live-logon.ts";
import { healthOfFault } from "./fault.ts";
import {
  type SourceHealth,
  type SourceName,
  type WindowsContext,
  type WindowsFinding,
  type WindowsSourceName,
  windowsSourceNames,
} from "./source.ts";
import { windowsSources } from "./windows-sources.ts";

/** Whom to ask on Windows. */
export interface WindowsSnapshotOptions {
  readonly windows: Windows;
  /** The sources to ask, those of Unix left aside; absent: all. */
  readonly sources?: readonly SourceName[];
  /** Milliseconds on a clock that only goes forward, for the durations. */
  readonly clock: () => number;
}

/** Who is logged in on Windows, and how the sources were that say so. */
export interface WindowsSnapshot {
  readonly platform: "windows";
  /** What the sessions are; it comes with them, for only Windows needs it. */
  readonly entity: Entity;
  /** By login, those without one first; also of the past and of the system itself. */
  readonly sessions: readonly LiveLogon[];
  /** In the order of the table of sources. */
  readonly health: readonly SourceHealth[];
}

/** Looks who is logged in now, on Windows: asks every source, merges what they say, and tells how each of them was. */
export async function takeWindowsSnapshot({
  windows,
  sources,
  clock,
}: WindowsSnapshotOptions): Promise<WindowsSnapshot> {
  const findings = new Map<WindowsSourceName, WindowsFinding>();
  const durations = new Map<WindowsSourceName, number>();
  let greeting: Promise<Greeting | null> | undefined;
  const context: WindowsContext = {
    windows,
    greeting: () => {
      greeting ??= windows.greet().catch(nothingOf);
      return greeting;
    },
  };
  for (const name of windowsSourceNames) {
    if (sources?.includes(name) === false) continue;
    const start = clock();
    findings.set(name, await lookInto(name, context));
    durations.set(name, Math.round((clock() - start) * 1000));
  }
  const sessions = listLogons({
    logons: findings.get("cim")?.logons,
    rows: findings.get("quser")?.seats,
    stations: findings.get("wts")?.seats,
    witness: witnesses.some((name) => isWhole(findings.get(name))) ? "heard" : "none",
  });
  const health = [...findings].map(
    ([
      source,
      {
        health: { status, ...rest },
      },
    ]) => ({
      source,
      status,
      ...rest,
      ...countsOf(source, sessions),
      duration_us: durations.get(source) ?? 0,
    }),
  );
  return { platform: "windows", entity: logonSessionEntity, sessions, health };
}

/** The sources that know who sits before a session. */
const witnesses = ["quser", "wts"] as const;

/** Whether a source told all that it knows: whom it does not name among that is not there. */
function isWhole(finding: WindowsFinding | undefined): boolean {
  return finding?.seats !== undefined && finding.health.skipped === 0;
}

async function lookInto(name: WindowsSourceName, context: WindowsContext): Promise<WindowsFinding> {
  try {
    return await windowsSources[name].look(context);
  } catch (fault) {
    const own = fault instanceof AskError ? healthOfAsk(fault) : healthOfFault(fault);
    return { health: { ...own, records: 0, skipped: 0 } };
  }
}

/** What cannot be had under a policy is not missed where others tell; what may not be seen, somebody else may see. */
function healthOfAsk(error: AskError): Pick<SourceHealth, "status" | "problem" | "cure"> {
  const health = healthOfFault(askFault(error));
  if (error.fault === "language") return { ...health, status: "unsupported" };
  if (error.fault !== "refused" || !denials.test(error.detail)) return { ...health, status: "failed" };
  return { ...health, status: "unreadable", cure: "run elevated, or as SYSTEM" };
}

const denials = /^(?:UnauthorizedAccessException|SecurityException|HRESULT 0x(?:80041003|80070005))(?:,|$)/i;

function countsOf(source: WindowsSourceName, sessions: readonly LiveLogon[]): Pick<SourceHealth, "sessions" | "stale"> {
  const own = sessions.filter(({ cells }) => cells.sources.split(" ").includes(source));
  return {
    sessions: own.filter(({ standing }) => standing === "open").length,
    stale: own.filter(({ cells }) => cells.state === "stale").length,
  };
}

function nothingOf(error: unknown): null {
  if (error instanceof AskError) return null;
  throw error;
}
