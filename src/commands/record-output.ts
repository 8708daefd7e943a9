import { type ColumnTable, type FormatName, formats } from "../formats/index.ts";
import { counted } from "../model/counted.ts";
import { recordCells } from "../model/record.ts";
import { recordEntity } from "../model/record-entity.ts";
import { fieldsOfLayout } from "../unix/layouts/fields.ts";
import type { Core } from "../wasm/core.ts";
import { entityNumbers } from "../wasm/entity-numbers.ts";
import { RowEncoder } from "../wasm/row-encoder.ts";
import { Selector } from "../wasm/selector.ts";
import type { RowOutput } from "./row-output.ts";
import { withoutTime } from "./without-time.ts";

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

/** Whether `--format` may be this. */
export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formats, name);
}

/** Rows in, text out: ordinals where the format needs them, selection, encoding. */
export class RecordOutput implements RowOutput {
  readonly #core: Core;
  readonly #options: OutputOptions;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #selector: Selector;
  #encoder: RowEncoder | undefined;
  #layout = "";
  #header = "";

  constructor(core: Core, options: OutputOptions, write: (bytes: Uint8Array) => void) {
    this.#core = core;
    this.#options = options;
    this.#write = write;
    core.useEntity(entityNumbers.records);
    core.resetOrdinals();
    this.#selector = new Selector(core, options.selection);
  }

  /** Writes the first `count` rows of ROWS, which are of one layout. */
  write(count: number): void {
    if (this.#options.format === "line-protocol") this.#core.assignOrdinals(count);
    const kept = this.#selector.keep(count);
    if (kept > 0) this.#encoderFor(this.#layoutOf()).rows(kept);
  }

  /** Writes the end of the document, also when there was no record. */
  end(): void {
    this.#encoder ??= this.#start(this.#tableFor(undefined));
    this.#encoder.end();
  }

  /** What the format cannot say, as sentences. */
  leftOut(): string[] {
    const { blankRows = 0, timelessRows = 0 } = this.#encoder ?? {};
    return [
      ...(blankRows > 0 ? [`${counted(blankRows, "blank record")} left out: they hold nothing but zeros`] : []),
      ...withoutTime(timelessRows, "record", this.#options.format),
    ];
  }

  /** Columns follow the layout. */
  #encoderFor(layout: string): RowEncoder {
    if (this.#encoder !== undefined && layout === this.#layout) return this.#encoder;
    this.#layout = layout;
    const table = this.#tableFor(layout);
    if (this.#encoder === undefined) this.#encoder = this.#start(table);
    else this.#goOn(this.#encoder, table);
    return this.#encoder;
  }

  /** A table with other columns gets another header; CSV has all columns in every row, and the JSON array its one head. */
  #goOn(encoder: RowEncoder, { columns, header }: ColumnTable): void {
    if (this.#options.format === "table" && header !== this.#header) {
      encoder.flush();
      this.#write(Buffer.from(`\n${header}`));
      this.#header = header;
    }
    encoder.changeColumns(columns);
  }

  #start(table: ColumnTable): RowEncoder {
    this.#header = table.header;
    return new RowEncoder(this.#core, { syntax: formats[this.#options.format].syntax, ...table }, this.#write);
  }

  #tableFor(layout: string | undefined): ColumnTable {
    const { format, computer, width } = this.#options;
    const fields = layout === undefined ? undefined : fieldsOfLayout(layout);
    return formats[format].columns(recordEntity, {
      ...(computer === undefined ? {} : { computer }),
      ...(width === undefined ? {} : { width }),
      ...(fields === undefined ? {} : { fields }),
      ...(layout === undefined ? {} : { constants: { layout } }),
    });
  }

  #layoutOf(): string {
    const cell = this.#core.cells[recordCells.layout] ?? 0n;
    const start = Number(cell & 0xffffffffn);
    return Buffer.from(this.#core.bytes.subarray(start, start + Number(cell >> 32n))).toString("latin1");
  }
}
