import { snapshotText } from "../../src/collect/snapshot-text.ts";
import type { View } from "../../src/collect/view.ts";
import type { LiveSession } from "../../src/sources/live-session.ts";
import type { SourceHealth } from "../../src/sources/source.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { type Point, parseLineProtocol } from "../kit/line-protocol.ts";

export const core = createCore(layouts, "stays");

/** The moment of the snapshots. */
export const NOW = 1_700_000_000_123_000n;

/** A session on a terminal, an hour old. */
export function session(cells: Partial<LiveSession> = {}): LiveSession {
  return {
    session: "pts/0@1699996400123000.4242",
    username: "alice",
    line: "pts/0",
    login_time: NOW - 3_600_000_000n,
    pid: 4242,
    state: "active",
    sources: "utmp",
    ...cells,
  };
}

/** A source that was read and has nothing to complain of. */
export function health(cells: Partial<SourceHealth> = {}): SourceHealth {
  return {
    source: "utmp",
    status: "ok",
    path: "/run/utmp",
    layout: "linux-384-le",
    records: 1,
    skipped: 0,
    stale: 0,
    sessions: 1,
    duration_us: 210,
    ...cells,
  };
}

/** A snapshot as text, one character a code point; throws when it is not UTF-8. */
export function textOf(
  sessions: readonly LiveSession[],
  view: Partial<View> = {},
  sources: readonly SourceHealth[] = [health()],
): string {
  const pieces = snapshotText(core, { platform: "unix", sessions, health: sources }, NOW, {
    format: "line-protocol",
    parts: ["sessions", "summary", "collector"],
    selection: null,
    include: "open",
    ...view,
  });
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(pieces));
}

/** The points of one measurement, by the strict grammar. */
export function pointsOf(text: string, measurement: string): Point[] {
  return parseLineProtocol(text).filter((point) => point.measurement === measurement);
}
