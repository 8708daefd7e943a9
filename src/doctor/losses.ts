import { renderError, type WhofluxError } from "../model/error.ts";
import type { Report, SkipReport } from "../model/report.ts";

/** Sums up in one sentence what reading a file could not deliver. */
export class Losses implements Report {
  #places = 0;
  #bytes = 0n;
  #reason = "";

  skip({ start, end, reason }: SkipReport): void {
    this.#places += 1;
    if (start !== undefined && end !== undefined) this.#bytes += end - start;
    this.#reason ||= reason;
  }

  fail({ code, problem, facts: { path: _, ...facts } }: WhofluxError): void {
    this.#places += 1;
    this.#reason = renderError(code, problem, facts);
  }

  notice(): void {
    // Lost nothing.
  }

  /** Undefined when nothing was lost. */
  get problem(): string | undefined {
    if (this.#places === 0) return undefined;
    const bytes = this.#bytes === 0n ? "" : `, ${this.#bytes} bytes`;
    return `${this.#places} ${this.#places === 1 ? "place" : "places"}${bytes} without a record: ${this.#reason}`;
  }
}
