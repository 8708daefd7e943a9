import { type FormatName, formats } from "../formats/index.ts";
import type { Entity } from "../model/entity.ts";
import type { Core } from "../wasm/core.ts";
import { entityNumbers } from "../wasm/entity-numbers.ts";
import { RowEncoder } from "../wasm/row-encoder.ts";
import { Selector } from "../wasm/selector.ts";
import { inBatches } from "../wasm/stay-batches.ts";
import { rowFields } from "../windows/row-fields.ts";
import type { Told } from "../windows/stories/stories.ts";
import { TextLimit } from "../windows/text-limit.ts";
import type { OutputOptions } from "./record-output.ts";
import type { RowView } from "./row-view.ts";
import { rowWords, withoutTime } from "./without-time.ts";

/** How told rows are to be shown. */
export interface ToldOptions extends OutputOptions {
  readonly shape: "events" | "sessions";
  /** What their text looks like. */
  readonly entity: Entity;
  /** Shows rows as something else. */
  readonly view?: RowView;
}

/** Objects in, text out: rows, ordinals where the format needs them, selection, encoding. Memory holds one batch. */
export class ToldRows {
  readonly #core: Core;
  readonly #options: ToldOptions;
  readonly #selector: Selector;
  readonly #encoder: RowEncoder;
  readonly #limit = new TextLimit();
  #waiting: Told[] = [];

  constructor(core: Core, options: ToldOptions, write: (bytes: Uint8Array) => void) {
    const { format, selection, shape, entity, view, ...shown } = options;
    this.#core = core;
    this.#options = options;
    core.useEntity(entityNumbers[shape]);
    core.resetOrdinals();
    this.#selector = new Selector(core, selection);
    const { syntax, columns } = formats[format];
    this.#encoder = new RowEncoder(core, { syntax, ...columns(view?.entity ?? entity, shown) }, write);
  }

  write(told: Told): void {
    this.#waiting.push(this.#limit.cut(told));
    if (this.#waiting.length === this.#core.regions.MAX_ROWS) this.#encode();
  }

  /** Writes what is left, and the end of the document, also when there was no row. */
  end(): void {
    this.#encode();
    this.#encoder.end();
  }

  /** What could not be said, as sentences. */
  leftOut(): string[] {
    const { format, shape, view } = this.#options;
    const { timelessRows } = this.#encoder;
    return [
      ...(view?.leftOut() ?? []),
      ...this.#limit.notices(),
      ...withoutTime(timelessRows, rowWords[shape], format),
    ];
  }

  #encode(): void {
    const { format, entity, view } = this.#options;
    const told = this.#waiting;
    this.#waiting = [];
    inBatches(this.#core, { ...entity, fields: rowFields(entity) }, told, (rows) => {
      if (format === ("line-protocol" satisfies FormatName)) this.#core.assignOrdinals(rows);
      const kept = this.#selector.keep(rows);
      const shown = view?.keep(kept) ?? kept;
      if (shown > 0) this.#encoder.rows(shown);
    });
  }
}
