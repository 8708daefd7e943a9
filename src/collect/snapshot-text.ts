import type { CollectorCells } from "../model/collector.ts";
import { collectorEntity } from "../model/collector-entity.ts";
import { overviewEntity } from "../model/overview-entity.ts";
import type { Snapshot } from "../sources/snapshot.ts";
import type { Core } from "../wasm/core.ts";
import { entityNumbers } from "../wasm/entity-numbers.ts";
import { Selector } from "../wasm/selector.ts";
import { inBatches } from "../wasm/stay-batches.ts";
import { cutToFit } from "./cut-to-fit.ts";
import { encoderOf } from "./encoded.ts";
import { canTell, healthCells, sourceNumbers } from "./health.ts";
import { Ordinals } from "./ordinals.ts";
import { type SnapshotRows, snapshotRows } from "./snapshot-rows.ts";
import { Stays } from "./stays.ts";
import { Tally } from "./tally.ts";
import type { View } from "./view.ts";

/**
 * A snapshot as text, in pieces of whole rows: sessions, summary, collector. All rows are of one moment, in µs. `more`
 * stands behind the sources' own health: that of the places that lines go to.
 */
export function snapshotText(
  core: Core,
  snapshot: Snapshot,
  time: bigint,
  view: View,
  more: readonly CollectorCells[] = [],
): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  core.useEntity(entityNumbers.sessions);
  const tally = writeSessions(core, snapshotRows(snapshot, time), view, pieces);
  const { health, platform } = snapshot;
  if (view.parts.includes("summary")) {
    const numbers = { time, ...(canTell(health) ? tally.numbers(platform) : {}), ...sourceNumbers(health) };
    const encoder = encoderOf(core, overviewEntity, view, pieces);
    inBatches(core, overviewEntity, [numbers], (rows) => encoder.rows(rows));
    encoder.end();
  }
  if (view.parts.includes("collector")) {
    const cells = [...health.map((source) => healthCells(source, time)), ...more.map((row) => ({ ...row, time }))];
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
  { entity, groups, classify }: SnapshotRows,
  view: View,
  pieces: Uint8Array[],
): Tally {
  const stays = new Stays(core);
  const ordinals = new Ordinals(stays);
  const tally = new Tally(stays);
  const selector = new Selector(core, view.selection);
  const encoder = view.parts.includes("sessions") ? encoderOf(core, entity, view, pieces) : undefined;
  for (const { standing, cells } of groups) {
    inBatches(core, entity, cells, (rows) => {
      if (classify === "module") core.classify(rows);
      if (view.format === "line-protocol") cutToFit(stays, entity, rows);
      ordinals.assign(rows);
      const kept = selector.keep(rows);
      if (standing !== "noise") tally.count(kept);
      if (standing === "open" || view.include === "all") encoder?.rows(kept);
    });
  }
  encoder?.end();
  return tally;
}
