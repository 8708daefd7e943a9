import { visible } from "../../model/visible.ts";
import type { SourceName } from "../../sources/source.ts";
import { takeWindowsSnapshot } from "../../sources/windows-snapshot.ts";
import { AskError, type ChannelsAnswer, type Windows } from "../../windows/ask.ts";
import { lookAtChannel } from "../../windows/follow/extents.ts";
import { type ChannelWord, channelNames } from "../../windows/stories/known.ts";
import { findAudits } from "./audits.ts";
import type { WindowsDiagnosis } from "./diagnosis.ts";
import { findLogs } from "./logs.ts";
import { greet } from "./powershell.ts";
import { verdictsOf } from "./verdicts.ts";

/** Whom to ask. */
export interface WindowsDiagnoseOptions {
  readonly windows: Windows;
  /** Where PowerShell is. */
  readonly powershell: string;
  /** The live sources to ask; absent: all. */
  readonly sources?: readonly SourceName[];
  readonly logs: readonly ChannelWord[];
  /** Milliseconds on a clock that only goes forward. */
  readonly clock: () => number;
}

/** Finds out what can be told of logins on Windows, by asking for it. */
export async function diagnoseWindows(options: WindowsDiagnoseOptions): Promise<WindowsDiagnosis> {
  const { windows, powershell, logs: asked } = options;
  const { greeting, finding } = await greet(windows, powershell);
  const { sessions, health } = await takeWindowsSnapshot(options);
  const logs = await findLogs(windows, asked);
  const security = logs.find(({ log, status }) => log === "security" && (status === "ok" || status === "partial"));
  const audits = security === undefined ? [] : await findAudits(windows, await newestOf(windows));
  const version = greeting?.windows ?? undefined;
  return visibly({
    system: { id: "windows", ...(version === undefined ? {} : { version }), name: `Windows ${version ?? ""}`.trim() },
    ...(greeting === undefined || greeting.computer === "" ? {} : { computer: greeting.computer }),
    reader: {
      ...(greeting?.account == null ? {} : { user: greeting.account }),
      ...(greeting?.elevated == null ? {} : { elevated: greeting.elevated }),
    },
    powershell: finding,
    live: health,
    sessions: sessions.filter(({ standing }) => standing === "open").length,
    logs,
    audits,
    verdicts: verdictsOf(health, logs, audits),
  });
}

/** The number of the last record of the Security log; 0: nobody says. */
async function newestOf(windows: Windows): Promise<bigint> {
  const answer = await windows.ask("channels", { names: [channelNames.security] }).catch(nothing);
  const look = lookAtChannel(answer, "security");
  return look.status === "readable" ? (look.extent.newest ?? 0n) : 0n;
}

function nothing(error: unknown): ChannelsAnswer {
  if (error instanceof AskError) return { channels: [] };
  throw error;
}

/** Texts of Windows may hold anything. */
function visibly<T>(value: T): T {
  if (typeof value === "string") return visible(value) as T;
  if (Array.isArray(value)) return value.map(visibly) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, visibly(part)])) as T;
}
