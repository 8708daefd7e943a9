import { escapeText } from "../../model/escape.ts";

/** Bytes of stderr that are remembered. */
const KEPT = 4096;

/** Characters that a message has room for. */
const SHOWN = 160;

/** The end of what a program says on stderr: words for a message, which decide nothing. */
export class LastWords {
  #kept: Buffer = Buffer.alloc(0);

  hear(bytes: Uint8Array): void {
    const all = Buffer.concat([this.#kept, bytes]);
    this.#kept = all.subarray(Math.max(0, all.length - KEPT));
  }

  /** The last line, visibly and in short; empty: nothing was said. */
  toString(): string {
    const text = plain(this.#kept.toString());
    const line = text
      .split(/[\r\n]+/)
      .map((part) => part.trim())
      .findLast((part) => part !== "");
    return escapeText((line ?? "").slice(0, SHOWN));
  }
}

/** Errors in CLIXML, PowerShell's way to put objects on a pipe, are strings in `S` elements of one long line. */
function plain(text: string): string {
  const [first] = [...text.matchAll(/<S S="Error">([^<]*)<\/S>/g)];
  const words = first?.[1] ?? (text.includes("#< CLIXML") || text.includes("</Obj>") ? "" : text);
  return words
    .replaceAll(/_x[0-9A-F]{4}_/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&gt;", ">");
}
