import type { Entity } from "./model/entity.ts";
import { logonEventEntity } from "./model/logon-event-entity.ts";
import { logonHistoryEntity } from "./model/logon-session-entity.ts";
import { type Inputs, type StayOptions, selectionOf } from "./reading.ts";
import { createCore } from "./wasm/core.ts";
import { entityNumbers } from "./wasm/entity-numbers.ts";
import { entityObject } from "./wasm/entity-object.ts";
import { RowReader } from "./wasm/row-reader.ts";
import { Selector } from "./wasm/selector.ts";
import { inBatches } from "./wasm/stay-batches.ts";
import { rowFields } from "./windows/row-fields.ts";
import type { Told } from "./windows/stories/stories.ts";
import { tell } from "./windows/tell.ts";
import { TextLimit } from "./windows/text-limit.ts";

const entities: Readonly<Record<"events" | "sessions", Entity>> = {
  events: logonEventEntity,
  sessions: logonHistoryEntity,
};

/** Objects that are made at a time. */
const BATCH = 256;

/** Reads files of Windows events as sessions or events, as `readSessions` and `readEvents` promise it. */
export async function* readTold(
  { paths, report }: Inputs,
  options: StayOptions,
  shape: "events" | "sessions",
): AsyncGenerator<Record<string, unknown>, void, void> {
  const { whose = "all", powershell } = options;
  const objects = new ToldObjects(entities[shape], shape, selectionOf(options, "windows"));
  const windows = powershell === undefined ? undefined : await windowsThrough(powershell);
  const telling = { shape, whose, report, ...(windows === undefined ? {} : { windows }) };
  let waiting: Told[] = [];
  try {
    for await (const told of tell(paths, telling)) {
      waiting.push(told);
      if (waiting.length < BATCH) continue;
      yield* objects.of(waiting);
      waiting = [];
    }
    yield* objects.of(waiting);
  } finally {
    await windows?.close();
  }
  for (const message of objects.notices()) report.notice(message);
}

async function windowsThrough(powershell: string) {
  const { connectWindows } = await import("./windows/child/connect.ts");
  return connectWindows({ powershell });
}

/** Told rows as the objects that people ask for: selected, and their texts with the visible escape. */
class ToldObjects {
  readonly #core = createCore([], "stays");
  readonly #shown: Entity;
  readonly #filled: Entity;
  readonly #selector: Selector;
  readonly #reader: RowReader;
  readonly #limit = new TextLimit();

  constructor(entity: Entity, shape: "events" | "sessions", selection: Uint8Array | null) {
    this.#shown = entity;
    this.#filled = { ...entity, fields: rowFields(entity) };
    this.#core.useEntity(entityNumbers[shape]);
    this.#selector = new Selector(this.#core, selection);
    this.#reader = new RowReader(this.#core, entity.fields, "STAYS");
  }

  of(told: readonly Told[]): Record<string, unknown>[] {
    const objects: Record<string, unknown>[] = [];
    const rows = told.map((row) => this.#limit.cut(row));
    inBatches(this.#core, this.#filled, rows, (count) => {
      const kept = this.#selector.keep(count);
      for (let row = 0; row < kept; row++) objects.push(entityObject(this.#reader, this.#shown.fields, row));
    });
    return objects;
  }

  notices(): readonly string[] {
    return this.#limit.notices();
  }
}
