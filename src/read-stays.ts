import type { Entity } from "./model/entity.ts";
import { eventEntity } from "./model/event-entity.ts";
import type { LoginEvent } from "./model/login-event.ts";
import type { LoginSession } from "./model/login-session.ts";
import { historyEntity } from "./model/session-entity.ts";
import { PairedLogs } from "./pair/logs.ts";
import { momentsOf } from "./pair/moments.ts";
import { inputsOf, openReading, type StayOptions } from "./reading.ts";
import { entityObject } from "./wasm/entity-object.ts";
import type { PairingShape } from "./wasm/pairing.ts";
import { RowReader } from "./wasm/row-reader.ts";
import { areEventFiles } from "./windows/event-files.ts";

/**
 * Reads login files as sessions, in the order of their ends; those without an end come last, in the order of their logins.
 * A rotated set (`wtmp.1`, `wtmp`) is one log, and log follows log. Memory holds the open sessions only. Options, inputs
 * and errors are those of `readRecords`; `since` and `until` keep what can have been open at any moment between them.
 *
 * Files of Windows events (`.xml`, `.jsonl`, `.ndjson`, `.evtx`, or `layout: "windows-events"`) are one history together;
 * they are not read in one call with login files of Unix (E_USAGE).
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
 * records; of Windows, in that of their times. Options, inputs and errors are those of `readSessions`.
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
  const files = inputsOf(inputs, options);
  if (areEventFiles(files.paths, options.layout)) {
    const { readTold } = await import("./read-told.ts");
    yield* readTold(files, options, shape) as AsyncGenerator<Row, void, void>;
    return;
  }
  const { core, history, selector } = openReading(files, options, "stays", { stays: momentsOf });
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
