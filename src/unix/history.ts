import type { Report } from "../model/report.ts";
import type { Batches } from "../wasm/batches.ts";
import type { Core } from "../wasm/core.ts";
import { openRecords, type ReadingOptions, reportable } from "./record-source.ts";

/** Many files as one stream of rows, in the order given. A file that fails is reported; the others are read. */
export class History implements Batches {
  readonly #core: Core;
  readonly #paths: readonly string[];
  readonly #options: ReadingOptions;
  readonly #report: Report;
  #position = 0;
  #open: Batches | undefined;

  constructor(core: Core, paths: readonly string[], options: ReadingOptions, report: Report) {
    this.#core = core;
    this.#paths = paths;
    this.#options = options;
    this.#report = report;
  }

  /** The file that the current rows are from. */
  get path(): string {
    return this.#paths[this.#position] ?? "";
  }

  next(): number | Promise<number> {
    if (this.#open === undefined) return this.#openNext();
    try {
      const rows = this.#open.next();
      if (typeof rows !== "number")
        return rows.catch((error: unknown) => this.#fail(error)).then((n) => this.#settle(n));
      return rows > 0 ? rows : this.#settle(0);
    } catch (error) {
      return this.#settle(this.#fail(error));
    }
  }

  close(): void {
    this.#open?.close();
    this.#open = undefined;
    this.#position = this.#paths.length;
  }

  #fail(error: unknown): number {
    this.#report.fail(reportable(error));
    return 0;
  }

  /** Passes rows on; without any, goes to the next file. */
  #settle(rows: number): number | Promise<number> {
    if (rows > 0) return rows;
    this.#open?.close();
    this.#open = undefined;
    this.#position += 1;
    return this.#openNext();
  }

  async #openNext(): Promise<number> {
    for (; this.#position < this.#paths.length; this.#position++) {
      try {
        this.#open = await openRecords(this.#core, this.path, this.#options, this.#report);
        return this.next();
      } catch (error) {
        this.#fail(error);
      }
    }
    return 0;
  }
}
