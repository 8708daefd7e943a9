import { counted } from "../model/counted.ts";
import { headOf } from "../model/whole-lines.ts";
import type { Word } from "../model/word.ts";
import type { Refused } from "../sinks/influx/outcome.ts";
import type { DeliveryCounts } from "./counts.ts";
import { daysOf } from "./time-range.ts";

/** Where lines go that no server takes. */
export interface QuarantineFile {
  /** The file, to be named. */
  readonly path: string;
  /** Returns when they are on disk; throws E_SINK when they cannot be. */
  add(refused: readonly Refused[], server: string): void;
}

/** Characters of a refused line, and of the server's words, that are told. */
const HEAD = 120;
const REASON = 300;

/** Lines outside retention that are kept in the file: the evidence has them still, and there may be years of them. */
export const RETENTION_KEPT = 1000;

/** Keeps, counts and tells lines that a server refused for good. */
export class Refusals {
  readonly #file: QuarantineFile;
  readonly #counts: DeliveryCounts;
  readonly #say: (word: Word) => void;
  #retentionKept = 0;

  constructor(file: QuarantineFile, counts: DeliveryCounts, say: (word: Word) => void) {
    this.#file = file;
    this.#counts = counts;
    this.#say = say;
  }

  /** Takes what an answer of a server refused; on return it is on disk. Throws E_SINK when it cannot be, and then counts nothing. */
  take(refused: readonly Refused[], server: string): void {
    if (refused.length === 0) return;
    const poison = refused.filter(({ nature }) => nature === "poison");
    const old = refused.filter(({ nature }) => nature === "retention");
    const isOldKept = this.#retentionKept + linesOf(old) <= RETENTION_KEPT;
    this.#file.add(isOldKept ? refused : poison, server);
    this.#retentionKept += linesOf(old);
    this.#counts.quarantined += linesOf(poison);
    this.#counts.outsideRetention += linesOf(old);
    const [bad] = poison;
    if (bad !== undefined) {
      const head = Buffer.from(headOf(bad.text, HEAD)).toString();
      const what = `${counted(linesOf(poison), "line")} refused for good and kept in ${this.#file.path}`;
      this.#say({ level: "W", text: `${what}: ${reasonOf(bad)}; the first: ${head}` });
    }
    const [late] = old;
    if (late === undefined) return;
    const days = daysOf(old.map(({ text }) => text));
    const where = isOldKept ? `, kept in ${this.#file.path}` : ", counted only";
    const what = `${counted(linesOf(old), "line")} older than the server keeps${days === undefined ? "" : ` (${days})`}`;
    this.#say({ level: "W", text: `${what}${where}: ${reasonOf(late)}` });
  }
}

function linesOf(refused: readonly Refused[]): number {
  return refused.reduce((sum, { lines }) => sum + lines, 0);
}

function reasonOf({ reason }: Refused): string {
  return reason.length > REASON ? `${reason.slice(0, REASON)}…` : reason;
}
