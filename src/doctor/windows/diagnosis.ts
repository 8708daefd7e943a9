import type { SourceHealth, SourceStatus } from "../../sources/source.ts";
import type { ChannelWord } from "../../windows/stories/known.ts";

/** How Windows is asked. */
export interface PowerShellFinding {
  readonly path: string;
  /** `partial`: a policy holds it to a part of its language. */
  readonly status: SourceStatus;
  readonly version?: string;
  readonly edition?: string;
  readonly language?: string;
  readonly problem?: string;
  readonly cure?: string;
}

/** One event log. */
export interface LogFinding {
  readonly log: ChannelWord;
  /** Its own name. */
  readonly path: string;
  readonly status: SourceStatus;
  readonly records?: number;
  /** Times of the oldest and of the newest event, ISO 8601: how far back it goes. */
  readonly first?: string;
  readonly last?: string;
  readonly problem?: string;
  readonly cure?: string;
}

/** Whether something that happens is written into the Security log. */
export interface AuditFinding {
  readonly what: "logons" | "failed logons" | "logoffs" | "locks and reconnects";
  /** `ok`: an event says so; `missing`: none was seen, which proves nothing. */
  readonly status: SourceStatus;
  /** Event ids that were looked for. */
  readonly events: readonly number[];
  readonly problem?: string;
  readonly cure?: string;
}

/** Whether something can be told on this computer, and from what. */
export interface WindowsVerdict {
  readonly what: "live" | "history" | "failed" | "locks";
  readonly can: boolean;
  readonly from: readonly string[];
  /** What is in the way. */
  readonly why?: string;
}

/** All that the doctor found on Windows; names are those of the JSON output, texts are safe to show. */
export interface WindowsDiagnosis {
  readonly system: { readonly id: "windows"; readonly version?: string; readonly name: string };
  readonly computer?: string;
  /** Who looked. `elevated` is missing where that cannot be asked. */
  readonly reader: { readonly user?: string; readonly elevated?: boolean };
  readonly powershell: PowerShellFinding;
  readonly live: readonly SourceHealth[];
  /** People's sessions that are open, of all sources, each once. */
  readonly sessions: number;
  readonly logs: readonly LogFinding[];
  /** None where the Security log cannot be read. */
  readonly audits: readonly AuditFinding[];
  readonly verdicts: readonly WindowsVerdict[];
}
