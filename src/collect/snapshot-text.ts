import { collectorEntity } from "../model/collector-entity.ts";
import { overviewEntity } from "../model/overview-entity.ts";
import { sessionEntity } from "../model/session-entity.ts";
import type { LiveSession } from "../sources/live-session.ts";
import type { Snapshot } from "../sources/snapshot.ts";
import type { Core } from "../wasm/core.ts";
import { entityNumbers } from "../wasm/entity-numbers.ts";
import { Selector } from "../wasm/selector.ts";
import { inBatches } from "../wasm/stay-batches.ts";
import { cutToFit } from "./cut-to-fit.ts";
import { encoderOf } from "./encoded.ts";
import { canTell, healthCells, sourceNumbers } from "./health.ts";
import { Ordinals } from "./ordinals.ts";
import { Stays } from "./stays.ts";
import { Tally } from "./tally.ts";
import type { View } from "./view.ts";

/** A snapshot as text, in pieces of whole rows: sessions, summary, collector. All rows are of one moment, in µs. */
export function snapshotText(core: Core, snapshot: Snapshot, time: bigint, view: View): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  core.useEntity(entityNumbers.sessions);
  const tally = writeSessions(core, snapshot.sessions, time, view, pieces);
  const { health } = snapshot;
  if (view.parts.includes("summary")) {
    const numbers = { time, ...(canTell(health) ? tally.numbers() : {}), ...sourceNumbers(health) };
    const encoder = encoderOf(core, overviewEntity, view, pieces);
    inBatches(core, overviewEntity, [numbers], (rows) => encoder.rows(rows));
    encoder.end();
  }
  if (view.parts.includes("collector")) {
    const cells = health.map((source) => healthCells(source, time));
    const encoder = encoderOf(core, collectorEntity, view, pieces);
    inBatches(core, collectorEntity, cells, (rows) => {
      if (view.format === "line-protocol") cutToFit(new Stays(core), collectorEntity, rows);
      encoder.rows(rows);
    });
    encoder.end();
  }
  return pieces;
}

/** Writes the sessions that are to be shown, and counts all that are selected. */
function writeSessions(
  core: Core,
  sessions: readonly LiveSession[],
  time: bigint,
  view: View,
  pieces: Uint8Array[],
): Tally {
  const stays = new Stays(core);
  const ordinals = new Ordinals(stays);
  const tally = new Tally(stays);
  const selector = new Selector(core, view.selection);
  const prepare = (rows: number): number => {
    core.classify(rows);
    if (view.format === "line-protocol") cutToFit(stays, sessionEntity, rows);
    ordinals.assign(rows);
    const kept = selector.keep(rows);
    tally.count(kept);
    return kept;
  };
  const encoder = view.parts.includes("sessions") ? encoderOf(core, sessionEntity, view, pieces) : undefined;
  const [present, others] = [sessions.filter(isPresent), sessions.filter((session) => !isPresent(session))];
  inBatches(core, sessionEntity, cellsAt(present, time), (rows) => {
    const kept = prepare(rows);
    encoder?.rows(kept);
  });
  inBatches(core, sessionEntity, cellsAt(others, time), (rows) => {
    const kept = prepare(rows);
    if (view.include === "all") encoder?.rows(kept);
  });
  encoder?.end();
  return tally;
}

function isPresent({ state }: LiveSession): boolean {
  return state !== "closing" && state !== "stale";
}

function cellsAt(sessions: readonly LiveSession[], time: bigint): LiveSession[] {
  return sessions.map((session) => ({ ...session, time, ...durationOf(session, time) }));
}

/** Whole seconds since the login; none when the clock was set back behind it. */
function durationOf({ login_time, state }: LiveSession, time: bigint): { readonly duration_s?: bigint } {
  if (typeof login_time !== "bigint" || login_time > time || state === "stale") return {};
  return { duration_s: (time - login_time) / 1_000_000n };
}
