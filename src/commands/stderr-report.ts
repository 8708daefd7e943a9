import { say } from "../log.ts";
import { counted } from "../model/counted.ts";
import { renderError, WhofluxError } from "../model/error.ts";
import type { Report, SkipReport } from "../model/report.ts";

/** Places of one file that are told one by one; a file of garbage has millions. */
const TOLD_PER_FILE = 20;

/** Tells people, on stderr unless told elsewhere, what could not be read, and remembers for the exit code that something was not. */
export class StderrReport implements Report {
  /** Whether anything was lost. */
  hasFailed = false;
  readonly #mode: "lenient" | "strict";
  readonly #tell: (message: string) => void;
  readonly #untold = new Map<string, { places: number; bytes: bigint }>();
  readonly #told = new Map<string, number>();

  /** `strict`: the first loss is thrown as E_FORMAT. */
  constructor(mode: "lenient" | "strict", tell = say) {
    this.#mode = mode;
    this.#tell = tell;
  }

  skip(skip: SkipReport): void {
    this.hasFailed = true;
    const facts = { path: skip.path, ...(skip.start === undefined ? {} : { offset: skip.start }) };
    if (this.#mode === "strict") throw new WhofluxError("E_FORMAT", problemOf(skip), facts);
    const told = this.#told.get(skip.path) ?? 0;
    this.#told.set(skip.path, told + 1);
    if (told < TOLD_PER_FILE) this.#tell(renderError("E_FORMAT", problemOf(skip), facts));
    else this.#keepUntold(skip);
  }

  fail(error: WhofluxError): void {
    if (this.#mode === "strict") throw error;
    this.hasFailed = true;
    this.#tell(error.message);
  }

  notice(message: string): void {
    this.#tell(message);
  }

  /** Sums up what was not told one by one. */
  end(): void {
    for (const [path, { places, bytes }] of this.#untold) {
      this.#tell(`${path}: and ${counted(places, "more place")}, ${bytes} bytes in all`);
    }
  }

  #keepUntold(skip: SkipReport): void {
    const untold = this.#untold.get(skip.path) ?? { places: 0, bytes: 0n };
    untold.places += 1;
    untold.bytes += bytesOf(skip) ?? 0n;
    this.#untold.set(skip.path, untold);
  }
}

function bytesOf({ start, end }: SkipReport): bigint | undefined {
  return start === undefined || end === undefined ? undefined : end - start;
}

function problemOf(skip: SkipReport): string {
  const bytes = bytesOf(skip);
  const where = skip.where === undefined ? "" : `${skip.where}: `;
  if (skip.lost === "value") return `${where}record without one of its values: ${skip.reason}`;
  return bytes === undefined ? `${where}skipped: ${skip.reason}` : `${where}${bytes} bytes skipped: ${skip.reason}`;
}
