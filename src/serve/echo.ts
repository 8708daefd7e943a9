import { WHOLE_LINE } from "../collect/cut-to-fit.ts";
import { wholeLines } from "../model/whole-lines.ts";

/** A reader of lines that may be slow, and may go away. */
export interface Output {
  /** Writes a piece; `closed`: nobody reads any more. One call at a time. */
  write(lines: Uint8Array): Promise<"written" | "closed">;
  /** Gives up what is being written. */
  close(): void;
}

/** Writes text of several jobs to one reader, one after the other, in pieces that a pipe takes whole or not at all. */
export class Echo {
  readonly #output: Output;
  #last: Promise<"written" | "closed"> = Promise.resolve("written");

  constructor(output: Output) {
    this.#output = output;
  }

  /** Writes whole lines when it is their turn. Once it was `closed`, it stays so. */
  write(text: readonly Uint8Array[]): Promise<"written" | "closed"> {
    this.#last = this.#last.then((before) => (before === "closed" ? before : this.#write(text)));
    return this.#last;
  }

  async #write(text: readonly Uint8Array[]): Promise<"written" | "closed"> {
    for (const piece of text) {
      for (const lines of wholeLines(piece, WHOLE_LINE)) {
        if ((await this.#output.write(lines)) === "closed") return "closed";
      }
    }
    return "written";
  }
}
