/** Looks for what closes comments, CDATA sections and instructions, never twice through bytes that hold none. */
export class Closings {
  /** For each closing: no such text begins from one place of the file to the other. */
  readonly #none = new Map<string, { from: number; to: number }>();

  /** Where a closing begins in `text` from `at` on; -1: nowhere. `base` is the text's own place in units. */
  find(text: Buffer, closing: string, at: number, base: number): number {
    const none = this.#none.get(closing);
    const isKnown = none !== undefined && at + base >= none.from && at + base <= none.to;
    const start = isKnown ? Math.max(at, none.to - base) : at;
    const found = text.indexOf(closing, start, "latin1");
    if (found >= 0) return found;
    const to = Math.max(start, text.length - closing.length + 1) + base;
    this.#none.set(closing, { from: isKnown ? none.from : at + base, to });
    return -1;
  }
}
