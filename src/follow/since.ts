import { eventCells } from "../model/event.ts";
import type { Core } from "../wasm/core.ts";

/** Keeps, of the first `rows` events in STAYS, those at or after `since` (µs), in their order; returns how many. */
export function keepSince(core: Core, rows: number, since: bigint): number {
  const { STAYS, ROW_BYTES } = core.regions;
  let kept = 0;
  for (let row = 0; row < rows; row++) {
    const from = STAYS + row * ROW_BYTES;
    if ((core.memoryCells[from / 8 + eventCells.time] ?? 0n) < since) continue;
    if (kept < row) core.bytes.copyWithin(STAYS + kept * ROW_BYTES, from, from + ROW_BYTES);
    kept += 1;
  }
  return kept;
}
