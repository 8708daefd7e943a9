import { type FormatName, formats } from "../formats/index.ts";
import type { Entity } from "../model/entity.ts";
import { eventEntity } from "../model/event-entity.ts";
import type { FileNature } from "../model/file-nature.ts";
import { historyEntity } from "../model/session-entity.ts";
import { PairedLogs } from "../pair/logs.ts";
import type { Core } from "../wasm/core.ts";
import type { PairingShape } from "../wasm/pairing.ts";
import { RowEncoder } from "../wasm/row-encoder.ts";
import { Selector } from "../wasm/selector.ts";
import type { OutputOptions } from "./record-output.ts";
import type { RowOutput } from "./row-output.ts";
import type { RowView } from "./row-view.ts";
import { rowWords, withoutTime } from "./without-time.ts";

const entities: Readonly<Record<PairingShape, Entity>> = { sessions: historyEntity, events: eventEntity };

/** Files that hold no sessions, and what they hold. */
const noSessions: Partial<Record<FileNature["nature"], string>> = {
  failed: "failed logins",
  "last-login": "last logins",
  failures: "counts of failed logins",
};

/** How sessions or events are to be shown. */
export interface StayOptions extends OutputOptions {
  /** Shows rows as something else. */
  readonly view?: RowView;
}

/** Records in, sessions or events out: pairing, ordinals where the format needs them, selection, encoding. */
export class StayOutput implements RowOutput {
  readonly #core: Core;
  readonly #shape: PairingShape;
  readonly #format: FormatName;
  readonly #selector: Selector;
  readonly #logs: PairedLogs;
  readonly #encoder: RowEncoder;
  readonly #view: RowView | undefined;
  readonly #withoutSessions = new Map<string, string[]>();

  constructor(core: Core, shape: PairingShape, options: StayOptions, write: (bytes: Uint8Array) => void) {
    const { format, selection, view, ...shown } = options;
    this.#core = core;
    this.#shape = shape;
    this.#format = format;
    this.#view = view;
    this.#selector = new Selector(core, selection);
    this.#logs = new PairedLogs(core, shape, (path, { nature }) => this.#beginFile(path, nature));
    core.resetOrdinals();
    const { syntax, columns } = formats[format];
    this.#encoder = new RowEncoder(core, { syntax, ...columns(view?.entity ?? entities[shape], shown) }, write);
  }

  write(count: number, path: string): void {
    this.#encode(this.#logs.take(count, path));
  }

  end(): void {
    this.#encode(this.#logs.end());
    this.#encoder.end();
  }

  leftOut(): string[] {
    const { timelessRows } = this.#encoder;
    return [
      ...[...this.#withoutSessions].map(
        ([what, [first, ...more]]) =>
          `${first}${more.length > 0 ? ` and ${more.length} more` : ""}: no sessions but ${what}; \`--as events\` shows them`,
      ),
      ...this.#logs.lost(),
      ...(this.#view?.leftOut() ?? []),
      ...withoutTime(timelessRows, rowWords[this.#shape], this.#format),
    ];
  }

  #beginFile(path: string, nature: FileNature["nature"]): void {
    const other = noSessions[nature];
    if (this.#shape === "sessions" && other !== undefined) {
      this.#withoutSessions.set(other, [...(this.#withoutSessions.get(other) ?? []), path]);
    }
  }

  #encode(batches: Iterable<number>): void {
    for (const stays of batches) {
      if (this.#format === "line-protocol") this.#core.assignOrdinals(stays);
      const kept = this.#selector.keep(stays);
      const shown = this.#view?.keep(kept) ?? kept;
      if (shown > 0) this.#encoder.rows(shown);
    }
  }
}
