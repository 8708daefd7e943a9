import { WhofluxError } from "../model/error.ts";
import { cutOf, linesIn, wholeLines } from "../model/whole-lines.ts";

/** Bytes that a payload has at most, unless one line alone is longer. */
export const PAYLOAD_BYTES = 256 * 1024;

/** Bytes of the longest line that is taken. */
export const LINE_BYTES = 16 * 1024 * 1024;

const LF = 10;

/** Some whole lines. */
export interface Lines {
  readonly text: Buffer;
  readonly lines: number;
}

/** Cuts text at line ends into payloads. Throws E_SINK for a line that is too long, and for text that ends within one. */
export function cutLines(text: Buffer, path: string): Lines[] {
  if (text.length > 0 && text[text.length - 1] !== LF) {
    throw new WhofluxError("E_SINK", "what is to be kept ends within a line", { path, expected: "whole lines" });
  }
  const payloads: Lines[] = [];
  let start = 0;
  for (const { length } of wholeLines(text, PAYLOAD_BYTES)) {
    if (length > LINE_BYTES) {
      const facts = { path, expected: `at most ${LINE_BYTES} bytes`, found: `${length}` };
      throw new WhofluxError("E_SINK", "a line is too long to be kept", facts);
    }
    const payload = text.subarray(start, start + length);
    payloads.push({ text: payload, lines: linesIn(payload) });
    start += length;
  }
  return payloads;
}

/** How many lines of a payload fit: the first is taken whatever its length where `must` says so. */
export function fittingLines(
  payload: Buffer,
  limits: { readonly maxLines: number; readonly maxBytes: number },
  must: "at least one" | "possibly none",
): Lines {
  const { bytes, lines } = cutOf(payload, limits.maxLines, limits.maxBytes);
  if (must === "possibly none" && bytes > limits.maxBytes) return { text: payload.subarray(0, 0), lines: 0 };
  return { text: payload.subarray(0, bytes), lines };
}
