import { CarView } from "../../../src/commands/car-view.ts";
import { type ToldOptions, ToldRows } from "../../../src/commands/told-rows.ts";
import type { FormatName } from "../../../src/formats/index.ts";
import type { CarViewName } from "../../../src/formats/views.ts";
import type { LogonEventCells, LogonSessionCells } from "../../../src/model/logon.ts";
import { logonEventEntity } from "../../../src/model/logon-event-entity.ts";
import { logonHistoryEntity } from "../../../src/model/logon-session-entity.ts";
import { ossemEntity } from "../../../src/model/ossem-entity.ts";
import { createCore } from "../../../src/wasm/core.ts";

const core = createCore([], "stays");

/** Text of told rows, and what the output says besides. */
export interface Written {
  readonly text: string;
  readonly leftOut: readonly string[];
}

function write(
  rows: readonly (LogonEventCells | LogonSessionCells)[],
  options: Omit<ToldOptions, "selection">,
): Written {
  const pieces: Buffer[] = [];
  const output = new ToldRows(core, { ...options, selection: null }, (bytes) => pieces.push(Buffer.from(bytes)));
  for (const row of rows) output.write(row);
  output.end();
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(pieces));
  return { text, leftOut: output.leftOut() };
}

/** Events as `whoflux read` prints them. */
export function writeEvents(format: FormatName, rows: readonly LogonEventCells[]): Written {
  return write(rows, { format, shape: "events", entity: logonEventEntity });
}

/** Sessions as `whoflux read --as sessions` prints them. */
export function writeSessions(format: FormatName, rows: readonly LogonSessionCells[]): Written {
  return write(rows, { format, shape: "sessions", entity: logonHistoryEntity });
}

/** Events as objects of CAR. */
export function writeCar(name: CarViewName, rows: readonly LogonEventCells[]): Written {
  const view = new CarView(core, name, "windows");
  return write(rows, { format: "jsonl", shape: "events", entity: logonEventEntity, view });
}

/** Attributes as objects of OSSEM. */
export function writeOssem(rows: readonly LogonEventCells[]): Written {
  return write(rows, { format: "jsonl", shape: "events", entity: ossemEntity });
}
