import { cutOf } from "../model/whole-lines.ts";

/** Whole lines that wait in memory, in their order. */
export class WaitingText {
  #pieces: Uint8Array[] = [];
  #bytes = 0;

  /** Bytes of all of them. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Copies a piece of whole lines behind the others. */
  add(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#pieces.push(Buffer.from(piece));
    this.#bytes += piece.length;
  }

  /** Takes the first lines: at most so many, and so many bytes, but one line at least; undefined: nothing waits. */
  take(maxLines: number, maxBytes: number): { readonly text: Uint8Array; readonly lines: number } | undefined {
    let end = 0;
    for (let bytes = 0; end < this.#pieces.length && bytes <= maxBytes; end++) bytes += this.#pieces[end]?.length ?? 0;
    const joined = Buffer.concat(this.#pieces.slice(0, end));
    const { bytes, lines } = cutOf(joined, maxLines, maxBytes);
    if (lines === 0) return undefined;
    const rest = joined.subarray(bytes);
    this.#pieces.splice(0, end, ...(rest.length > 0 ? [rest] : []));
    this.#bytes -= bytes;
    return { text: joined.subarray(0, bytes), lines };
  }
}
