import * as assert from "uvu/assert";
import { WhofluxError } from "../../src/model/error.ts";
import type { SpoolFiles } from "../../src/spool/files.ts";
import type { Spool } from "../../src/spool/spool.ts";
import { drain, linesOf, numbered, openSpool } from "./spools.ts";

const filling = "y".repeat(200);
/** Eight segments of 8 KiB; nothing is dropped. */
const small = { maxBytes: 64 * 1024, sync: "always" as const };

/** What a lane of events goes through: told lines, and the state that was saved behind them. */
export class Lane {
  readonly #folder: string;
  readonly #files: SpoolFiles;
  #spool: Spool | undefined;
  #saved = 0;
  #next = 0;
  /** What `append` returned from, and is not acknowledged. */
  kept: string[] = [];
  given: string[] = [];

  constructor(folder: string, files: SpoolFiles) {
    this.#folder = folder;
    this.#files = files;
  }

  append(count: number): void {
    const spool = this.#open();
    if (spool === undefined) return;
    const text = numbered(this.#next, count, filling);
    refusable(() => {
      spool.append([text], { feed: 1, value: this.#saved + 1 });
      this.#saved += 1;
      this.kept.push(...linesOf(text));
      this.#next += count;
    });
  }

  take(count: number): void {
    const spool = this.#open();
    if (spool === undefined) return;
    spool.rewind();
    const batch = spool.take({ maxLines: count, maxBytes: 1 << 20 });
    if (batch === undefined) return;
    this.#mustBeNext(linesOf(batch.text));
    spool.acknowledge(batch.end);
    this.given.push(...this.kept.splice(0, batch.lines));
  }

  /** As a process that is killed: nothing is closed. */
  crash(): void {
    this.#spool = undefined;
  }

  close(): void {
    this.#spool?.close();
    this.#spool = undefined;
  }

  /** Opens it once more on a disk that works, and sees that all is there; again what was not kept as delivered. */
  check(dropped: "none" | "may be" = "none"): void {
    this.crash();
    const { spool } = openSpool(this.#folder, { ...small, marks: this.#marks });
    const lines = drain(spool, "leave");
    const again = lines.length - this.kept.length;
    assert.ok(again >= 0, `${-again} lines are lost`);
    const expected = [...this.given.slice(this.given.length - again), ...this.kept];
    assert.equal(lines, expected);
    assert.is(spool.status().lines, lines.length);
    if (dropped === "none") assert.is(spool.status().dropped, 0);
    spool.close();
  }

  get #marks(): ReadonlyMap<number, number> {
    return new Map([[1, this.#saved]]);
  }

  #open(): Spool | undefined {
    refusable(() => {
      if (this.#spool !== undefined) return;
      this.#spool = openSpool(this.#folder, { ...small, marks: this.#marks }, this.#files).spool;
      // What was acknowledged and not kept as such comes again.
      const { lines } = this.#spool.status();
      this.kept.unshift(...this.given.splice(this.given.length - (lines - this.kept.length)));
    });
    return this.#spool;
  }

  #mustBeNext(lines: readonly string[]): void {
    assert.equal(lines, this.kept.slice(0, lines.length));
  }
}

/** Only a clear error may come out. */
function refusable(step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof WhofluxError) || error.code !== "E_SINK") throw error;
  }
}
