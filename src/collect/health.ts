import type { CollectorCells } from "../model/collector.ts";
import type { OverviewCells } from "../model/overview.ts";
import type { SourceHealth, SourceStatus } from "../sources/source.ts";

/** How a source counts: it told something (perhaps that there is nobody), it should have, or it is not here. */
type Verdict = "ok" | "failed" | "missing";

const verdicts: Readonly<Record<SourceStatus, Verdict>> = {
  ok: "ok",
  partial: "ok",
  empty: "ok",
  missing: "missing",
  unsupported: "missing",
  unreadable: "failed",
  foreign: "failed",
  failed: "failed",
};

/** Whether any source could be read: without one, nobody knows how many people are logged in. */
export function canTell(health: readonly SourceHealth[]): boolean {
  return health.some(({ status }) => verdicts[status] === "ok");
}

/** How many sources are how. */
export function sourceNumbers(health: readonly SourceHealth[]): OverviewCells {
  const count = (verdict: Verdict): number => health.filter(({ status }) => verdicts[status] === verdict).length;
  return { sources_ok: count("ok"), sources_failed: count("failed"), sources_missing: count("missing") };
}

/** A source's health as cells of a row at `time`. */
export function healthCells(health: SourceHealth, time: bigint): CollectorCells {
  return { ...health, time, up: verdicts[health.status] === "ok" ? 1 : 0 };
}
