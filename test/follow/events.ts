import { eventEntity } from "../../src/model/event-entity.ts";
import { momentsOf } from "../../src/pair/moments.ts";
import { natureOf } from "../../src/pair/nature.ts";
import { History } from "../../src/unix/history.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { Pairing } from "../../src/wasm/pairing.ts";
import { RowReader } from "../../src/wasm/row-reader.ts";

/** One event, its bytes as characters; where it stood in its file is left out, for rotation moves it. */
export type EventText = string;

/** The instance that the tests of following work with. */
export const core = createCore(layouts, "stays");

const fields = eventEntity.fields.filter(({ name }) => name !== "offset" && name !== "ordinal");
const reader = new RowReader(core, fields, "STAYS");

/** The first `count` events in STAYS. */
export function eventsInStays(count: number): EventText[] {
  return Array.from({ length: count }, (_, row) => {
    const cells = Object.entries(reader.read(row)).map(([name, value]) => [name, textOf(value)]);
    return cells.map(([name, value]) => `${name}=${value}`).join(" ");
  });
}

/** All events of files that are read from their beginnings to their ends, as one history: `read --as events`. */
export async function readEvents(paths: readonly string[]): Promise<EventText[]> {
  const events: EventText[] = [];
  const report = { skip: () => {}, fail: raise, notice: () => {} };
  const history = new History(core, paths, { stays: momentsOf }, report);
  const pairing = new Pairing(core, "events");
  const drain = (): void => {
    for (let rows = pairing.next(); rows > 0; rows = pairing.next()) events.push(...eventsInStays(rows));
  };
  let path: string | undefined;
  for (let rows = await history.next(); rows > 0; rows = await history.next()) {
    if (history.path !== path) pairing.beginFile(natureOf(core, history.path, rows));
    path = history.path;
    pairing.take(rows);
    drain();
  }
  pairing.finish();
  drain();
  return events;
}

function raise(error: Error): never {
  throw error;
}

function textOf(value: bigint | string | Uint8Array): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : String(value);
}
