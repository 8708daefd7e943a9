import { formats } from "../formats/index.ts";
import type { Entity } from "../model/entity.ts";
import type { FileNature } from "../model/file-nature.ts";
import { type SummaryRow, summaryParts } from "../model/summary.ts";
import { summaryEntity, summaryTable } from "../model/summary-entity.ts";
import { natureOf } from "../pair/nature.ts";
import { LoginCounts } from "../summary/login-counts.ts";
import { summaryNotices } from "../summary/notices.ts";
import { summaryRows } from "../summary/summary-rows.ts";
import { parseTop, type Top } from "../summary/top.ts";
import type { Core } from "../wasm/core.ts";
import { entityNumbers } from "../wasm/entity-numbers.ts";
import { RowEncoder } from "../wasm/row-encoder.ts";
import { Selector } from "../wasm/selector.ts";
import { inBatches } from "../wasm/stay-batches.ts";
import type { OutputOptions } from "./record-output.ts";
import type { RowOutput } from "./row-output.ts";

/** How a summary is to be shown. */
export interface SummaryOptions extends OutputOptions {
  /** `--top`, as it was given. */
  readonly top: string | undefined;
}

/** Records in; at the end, how many logins there were: selection, counting, ranking, encoding. */
export class SummaryOutput implements RowOutput {
  readonly #core: Core;
  readonly #options: SummaryOptions;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #counts: LoginCounts;
  readonly #top: Top;
  readonly #selector: Selector;
  #path: string | undefined;
  #nature: FileNature["nature"] = "history";
  #timeless = 0;

  constructor(core: Core, options: SummaryOptions, write: (bytes: Uint8Array) => void) {
    this.#core = core;
    this.#options = options;
    this.#write = write;
    this.#top = parseTop(options.top);
    // Who wrote the names in a log could not know when it would be read.
    this.#counts = new LoginCounts(core, process.hrtime.bigint() ^ BigInt(Date.now()));
    core.useEntity(entityNumbers.records);
    this.#selector = new Selector(core, options.selection);
  }

  write(count: number, path: string): void {
    if (path !== this.#path) {
      this.#path = path;
      this.#nature = natureOf(this.#core, path, count).nature;
    }
    this.#counts.take(this.#selector.keep(count), this.#nature);
  }

  end(): void {
    if (this.#options.format === "table") this.#writeTables();
    else this.#writeRows(summaryEntity, this.#allRows());
  }

  leftOut(): string[] {
    const { format } = this.#options;
    return [
      ...summaryNotices(this.#counts),
      ...(this.#timeless > 0 ? [`${this.#timeless} counts left out: ${format} cannot write them without a time`] : []),
    ];
  }

  *#allRows(): Generator<SummaryRow> {
    for (const part of summaryParts) yield* summaryRows(this.#counts, part, this.#top);
  }

  /** A table for each part that has rows, a blank line between two. */
  #writeTables(): void {
    for (const part of summaryParts) {
      if (part !== "total") {
        if (this.#counts.entries(part).length === 0) continue;
        this.#write(Buffer.from("\n"));
      }
      const isExact = part === "total" || this.#counts.floor(part) === 0;
      const entity = summaryTable(part, isExact ? "exact" : "bounds");
      this.#writeRows(entity, summaryRows(this.#counts, part, this.#top));
    }
  }

  #writeRows(entity: Entity, rows: Iterable<SummaryRow>): void {
    const { format, computer, width } = this.#options;
    const { syntax, columns } = formats[format];
    const shown = { ...(computer === undefined ? {} : { computer }), ...(width === undefined ? {} : { width }) };
    const encoder = new RowEncoder(this.#core, { syntax, ...columns(entity, shown) }, this.#write);
    // Rows that are written from objects stand where events do.
    this.#core.useEntity(entityNumbers.events);
    inBatches(this.#core, entity, rows, (count) => encoder.rows(count));
    encoder.end();
    this.#timeless += encoder.timelessRows;
  }
}
