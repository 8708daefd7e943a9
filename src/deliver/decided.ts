import { createHash } from "node:crypto";
import { linesIn } from "../model/whole-lines.ts";
import type { DeliveryCounts } from "./counts.ts";
import type { Place } from "./place.ts";

/** Thrown when text that is made anew is not what was sent up to the place that was kept. */
export class PlaceLost extends Error {}

/** The part of a shipment that needs not be sent any more: what an earlier run sent, and what this one has. */
export class Decided {
  readonly #from: Place | undefined;
  readonly #counts: DeliveryCounts;
  readonly #sum = createHash("sha256");
  #bytes = 0;
  #lines = 0;

  /** `from`: where an earlier run came to. `counts`: what this one is refused. */
  constructor(from: Place | undefined, counts: DeliveryCounts) {
    this.#from = from;
    this.#counts = counts;
  }

  /** Bytes that an earlier run has sent and this one has not made anew yet. */
  get toSkip(): number {
    return Math.max(0, (this.#from?.bytes ?? 0) - this.#bytes);
  }

  /** Takes what an earlier run has sent; the rest of the text is to be sent. Throws PlaceLost when it was another text. */
  skip(text: Uint8Array): Uint8Array {
    const skipped = text.subarray(0, this.toSkip);
    if (skipped.length === 0) return text;
    this.#add(skipped, linesIn(skipped));
    if (this.toSkip === 0 && this.#digest() !== this.#from?.sum) throw new PlaceLost("the text is another one");
    return text.subarray(skipped.length);
  }

  /** These lines, the next ones, are stored or refused for good. */
  add(text: Uint8Array, lines: number): void {
    this.#add(text, lines);
  }

  /** The place behind all of it. */
  place(): Place {
    const { quarantined = 0, outsideRetention = 0 } = this.#from ?? {};
    return {
      bytes: this.#bytes,
      lines: this.#lines,
      sum: this.#digest(),
      quarantined: quarantined + this.#counts.quarantined,
      outsideRetention: outsideRetention + this.#counts.outsideRetention,
    };
  }

  #add(text: Uint8Array, lines: number): void {
    this.#sum.update(text);
    this.#bytes += text.length;
    this.#lines += lines;
  }

  #digest(): string {
    return this.#sum.copy().digest("hex");
  }
}
