import { CarView } from "../../../src/commands/car-view.ts";
import { ToldRows } from "../../../src/commands/told-rows.ts";
import { logonEventEntity } from "../../../src/model/logon-event-entity.ts";
import { logonHistoryEntity } from "../../../src/model/logon-session-entity.ts";
import { layouts } from "../../../src/unix/layouts/index.ts";
import { createCore } from "../../../src/wasm/core.ts";
import type { WindowsEvent } from "../../../src/windows/events/event.ts";
import { type Counts, Stories, type StoriesOptions, type Told } from "../../../src/windows/stories/stories.ts";

/** Behind every time. */
export const EVER = 2n ** 63n - 1n;

/** Everything that a whole run tells, what is open behind the rest. */
export interface Telling {
  readonly rows: readonly Told[];
  readonly counts: Counts;
}

/** Tells events from the first to the last. */
export function tell(events: Iterable<WindowsEvent>, options: StoriesOptions): Telling {
  const stories = new Stories(options);
  const rows: Told[] = [];
  for (const event of events) rows.push(...stories.take(event));
  rows.push(...stories.settle(EVER));
  if (options.shape === "sessions") rows.push(...stories.open());
  return { rows, counts: stories.counts() };
}

const core = createCore(layouts, "stays");

/** Rows as JSON Lines, by the encoder that writes all others; `car`: as user_session objects of MITRE CAR. */
export function textOf(shape: "events" | "sessions" | "car", rows: readonly Told[]): string {
  const pieces: Buffer[] = [];
  const output = new ToldRows(
    core,
    {
      shape: shape === "sessions" ? "sessions" : "events",
      format: "jsonl",
      selection: null,
      entity: shape === "sessions" ? logonHistoryEntity : logonEventEntity,
      ...(shape === "car" ? { view: new CarView(core, "car", "windows") } : {}),
    },
    (bytes) => pieces.push(Buffer.from(bytes)),
  );
  for (const row of rows) output.write(row);
  output.end();
  return Buffer.concat(pieces).toString();
}
