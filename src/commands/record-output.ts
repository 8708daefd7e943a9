import { type FormatName, formats } from "../formats/index.ts";
import { recordCells } from "../model/record.ts";
import { recordEntity } from "../model/record-entity.ts";
import { fieldsOfLayout } from "../unix/layouts/fields.ts";
import type { Core } from "../wasm/core.ts";
import { RowEncoder } from "../wasm/row-encoder.ts";

/** How records are to be shown. */
export interface OutputOptions {
  readonly format: FormatName;
  /** `--host`: the computer the records are from. */
  readonly computer?: string;
  /** Table: terminal cells of a line. */
  readonly width?: number;
  /** Compiled selection; null keeps every record. */
  readonly selection: Uint8Array | null;
}

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formats, name);
}

/** Rows in, text out: ordinals where the format needs them, selection, encoding. */
export class RecordOutput {
  readonly #core: Core;
  readonly #options: OutputOptions;
  readonly #write: (bytes: Uint8Array) => void;
  #encoder: RowEncoder | undefined;

  constructor(core: Core, options: OutputOptions, write: (bytes: Uint8Array) => void) {
    this.#core = core;
    this.#options = options;
    this.#write = write;
    core.resetOrdinals();
    if (options.selection !== null) core.bytes.set(options.selection, core.regions.FILTER);
  }

  /** Writes the first `count` rows of ROWS. */
  write(count: number): void {
    const { format, selection } = this.#options;
    // A table shows the columns that the first record's layout has.
    this.#encoder ??= this.#start(this.#layoutOf());
    if (format === "line-protocol") this.#core.assignOrdinals(count);
    this.#encoder.rows(selection === null ? count : this.#core.select(count));
  }

  /** Writes the end of the document, also when there was no record. */
  end(): void {
    this.#encoder ??= this.#start(undefined);
    this.#encoder.end();
  }

  /** What the format cannot say, as sentences. */
  leftOut(): string[] {
    const blank = this.#core.emptyRows();
    const timeless = this.#core.rowsWithoutTime();
    return [
      ...(blank > 0 ? [`${blank} blank records left out: they hold nothing but zeros`] : []),
      ...(timeless > 0
        ? [`${timeless} records left out: they have no time, and ${this.#options.format} needs one`]
        : []),
    ];
  }

  #start(layout: string | undefined): RowEncoder {
    const { format, computer, width } = this.#options;
    const fields = layout === undefined ? undefined : fieldsOfLayout(layout);
    const { syntax, columns } = formats[format];
    const table = columns(recordEntity, {
      ...(computer === undefined ? {} : { computer }),
      ...(width === undefined ? {} : { width }),
      ...(fields === undefined ? {} : { fields }),
    });
    return new RowEncoder(this.#core, { syntax, ...table }, this.#write);
  }

  #layoutOf(): string {
    const cell = this.#core.cells[recordCells.layout] ?? 0n;
    const start = Number(cell & 0xffffffffn);
    return Buffer.from(this.#core.bytes.subarray(start, start + Number(cell >> 32n))).toString("latin1");
  }
}
