import type { Entity } from "./model/entity.ts";
import { eventEntity } from "./model/event-entity.ts";
import type { LoginEvent } from "./model/login-event.ts";
import type { LoginSession } from "./model/login-session.ts";
import { historyEntity } from "./model/session-entity.ts";
import { PairedLogs } from "./pair/logs.ts";
import { momentsOf } from "./pair/moments.ts";
import { openReading, type ReadOptions } from "./reading.ts";
import { entityObject } from "./wasm/entity-object.ts";
import type { PairingShape } from "./wasm/pairing.ts";
import { RowReader } from "./wasm/row-reader.ts";

/** How sessions and events are chosen: as records are, but for their type. */
export type StayOptions = Omit<ReadOptions, "type">;

/**
 * Reads login files as sessions, in the order of their ends; those without an end come last, in the order of their logins.
 * A rotated set (`wtmp.1`, `wtmp`) is one log, and log follows log. Memory holds the open sessions only. Options, inputs
 * and errors are those of `readRecords`; `since` and `until` keep what can have been open at any moment between them.
 *
 * @example
 * for await (const { username, duration_s } of readSessions("/var/log/wtmp*")) console.log(username, duration_s);
 */
export async function* readSessions(
  inputs: string | readonly string[],
  options: StayOptions = {},
): AsyncGenerator<LoginSession, void, void> {
  yield* stays<LoginSession>(inputs, options, "sessions", historyEntity);
}

/**
 * Reads login files as events – logins, failed ones too, logouts, boots, shutdowns, clock changes – in the order of the
 * records. Options, inputs and errors are those of `readRecords`.
 */
export async function* readEvents(
  inputs: string | readonly string[],
  options: StayOptions = {},
): AsyncGenerator<LoginEvent, void, void> {
  yield* stays<LoginEvent>(inputs, options, "events", eventEntity);
}

async function* stays<Row>(
  inputs: string | readonly string[],
  options: StayOptions,
  shape: PairingShape,
  { fields }: Entity,
): AsyncGenerator<Row, void, void> {
  const { core, history, selector } = openReading(inputs, options, "stays", { stays: momentsOf });
  const logs = new PairedLogs(core, shape);
  const reader = new RowReader(core, fields, "STAYS");
  function* objects(batches: Iterable<number>): Generator<Row> {
    for (const rows of batches) {
      const kept = selector.keep(rows);
      for (let row = 0; row < kept; row++) yield entityObject(reader, fields, row) as Row;
    }
  }
  try {
    for (let rows = await history.next(); rows > 0; rows = await history.next()) {
      yield* objects(logs.take(rows, history.path));
    }
    yield* objects(logs.end());
  } finally {
    history.close();
  }
  for (const message of logs.lost()) options.onNotice?.(message);
}
