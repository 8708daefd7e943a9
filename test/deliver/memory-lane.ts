import type { Lane } from "../../src/deliver/lane.ts";
import { cutOf, linesIn } from "../../src/model/whole-lines.ts";
import type { Batch, SpoolPlace } from "../../src/spool/batch.ts";
import type { SpoolStatus } from "../../src/spool/spool-options.ts";

/** A spool in memory. */
export class MemoryLane implements Lane {
  #text: Buffer = Buffer.alloc(0);
  #taken = 0;
  #acknowledged = 0;
  #since = 0;
  #grown = (): void => {};
  #growing = this.#next();

  append(text: string, since = 0): void {
    this.#text = Buffer.concat([this.#text, Buffer.from(text)]);
    this.#since = since;
    this.#grown();
    this.#growing = this.#next();
  }

  take({ maxLines, maxBytes }: { maxLines: number; maxBytes: number }): Batch | undefined {
    const { bytes, lines } = cutOf(this.#text.subarray(this.#taken), maxLines, maxBytes);
    if (lines === 0) return undefined;
    const text = this.#text.subarray(this.#taken, this.#taken + bytes);
    this.#taken += bytes;
    return { text, lines, since: this.#since, end: { segment: 1, offset: this.#taken } };
  }

  rewind(): void {
    this.#taken = this.#acknowledged;
  }

  acknowledge({ offset }: SpoolPlace): void {
    this.#acknowledged = offset;
  }

  status(): SpoolStatus {
    const waiting = this.waiting;
    const since = waiting === "" ? {} : { since: this.#since };
    const counts = { lines: linesIn(Buffer.from(waiting)), delivered: 0, dropped: 0 };
    return { bytes: waiting.length, ...counts, isFull: false, ...since };
  }

  grown(): Promise<void> {
    return this.#growing;
  }

  /** What is not acknowledged. */
  get waiting(): string {
    return this.#text.subarray(this.#acknowledged).toString();
  }

  #next(): Promise<void> {
    return new Promise((resolve) => {
      this.#grown = resolve;
    });
  }
}
