import { type FormatName, formats } from "../formats/index.ts";
import type { Entity } from "../model/entity.ts";
import { eventEntity } from "../model/event-entity.ts";
import type { FileNature } from "../model/file-nature.ts";
import { historyEntity } from "../model/session-entity.ts";
import { natureOf } from "../pair/nature.ts";
import { setOf } from "../unix/inputs.ts";
import type { Core } from "../wasm/core.ts";
import { Pairing, type PairingShape } from "../wasm/pairing.ts";
import { RowEncoder } from "../wasm/row-encoder.ts";
import type { OutputOptions } from "./record-output.ts";
import type { RowOutput } from "./row-output.ts";

const entities: Readonly<Record<PairingShape, Entity>> = { sessions: historyEntity, events: eventEntity };

/** Files that hold no sessions, and what they hold. */
const noSessions: Partial<Record<FileNature["nature"], string>> = {
  failed: "failed logins",
  "last-login": "last logins",
  failures: "counts of failed logins",
};

/**
 * Records in, sessions or events out: pairing, ordinals where the format needs them, selection, encoding. A rotated set is
 * one log; what another log tells ends nothing in it.
 */
export class StayOutput implements RowOutput {
  readonly #core: Core;
  readonly #shape: PairingShape;
  readonly #format: FormatName;
  readonly #isSelecting: boolean;
  readonly #pairing: Pairing;
  readonly #encoder: RowEncoder;
  readonly #withoutSessions = new Map<string, string[]>();
  #path: string | undefined;
  #log: string | undefined;

  constructor(core: Core, shape: PairingShape, options: OutputOptions, write: (bytes: Uint8Array) => void) {
    const { format, selection, ...shown } = options;
    this.#core = core;
    this.#shape = shape;
    this.#format = format;
    this.#isSelecting = selection !== null;
    this.#pairing = new Pairing(core, shape);
    core.resetOrdinals();
    if (selection !== null) core.bytes.set(selection, core.regions.FILTER);
    const { syntax, columns } = formats[format];
    this.#encoder = new RowEncoder(core, { syntax, ...columns(entities[shape], shown) }, write);
  }

  write(count: number, path: string): void {
    if (path !== this.#path) this.#beginFile(path, count);
    this.#pairing.take(count);
    this.#drain();
  }

  end(): void {
    this.#endLog();
    this.#encoder.end();
  }

  leftOut(): string[] {
    const { timelessRows } = this.#encoder;
    return [
      ...[...this.#withoutSessions].map(
        ([what, [first, ...more]]) =>
          `${first}${more.length > 0 ? ` and ${more.length} more` : ""}: no sessions but ${what}; \`--as events\` shows them`,
      ),
      ...this.#pairing.lost(),
      ...(timelessRows > 0
        ? [`${timelessRows} ${this.#shape} left out: ${this.#format} cannot write them without a time in its range`]
        : []),
    ];
  }

  #beginFile(path: string, rows: number): void {
    this.#path = path;
    const log = setOf(path);
    if (this.#log !== undefined && this.#log !== log) {
      this.#endLog();
      this.#pairing.beginLog();
    }
    this.#log = log;
    const nature = natureOf(this.#core, path, rows);
    this.#pairing.beginFile(nature);
    const other = noSessions[nature.nature];
    if (this.#shape === "sessions" && other !== undefined) {
      this.#withoutSessions.set(other, [...(this.#withoutSessions.get(other) ?? []), path]);
    }
  }

  #endLog(): void {
    this.#pairing.finish();
    this.#drain();
  }

  #drain(): void {
    for (let stays = this.#pairing.next(); stays > 0; stays = this.#pairing.next()) {
      if (this.#format === "line-protocol") this.#core.assignOrdinals(stays);
      const kept = this.#isSelecting ? this.#core.select(stays) : stays;
      if (kept > 0) this.#encoder.rows(kept);
    }
  }
}
