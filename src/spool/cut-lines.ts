import { WhofluxError } from "../model/error.ts";

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
  for (let start = 0; start < text.length; ) {
    const fits = text.length - start <= PAYLOAD_BYTES;
    const last = fits ? text.length - 1 : text.lastIndexOf(LF, start + PAYLOAD_BYTES - 1);
    const end = (last < start ? text.indexOf(LF, start) : last) + 1;
    if (end - start > LINE_BYTES) {
      const facts = { path, expected: `at most ${LINE_BYTES} bytes`, found: `${end - start}` };
      throw new WhofluxError("E_SINK", "a line is too long to be kept", facts);
    }
    const payload = text.subarray(start, end);
    payloads.push({ text: payload, lines: lineCount(payload) });
    start = end;
  }
  return payloads;
}

/** How many lines of a payload fit: the first is taken whatever its length where `must` says so. */
export function fittingLines(
  payload: Buffer,
  limits: { readonly maxLines: number; readonly maxBytes: number },
  must: "at least one" | "possibly none",
): Lines {
  let end = 0;
  let lines = 0;
  while (lines < limits.maxLines && end < payload.length) {
    const found = payload.indexOf(LF, end);
    const next = found < 0 ? payload.length : found + 1;
    if (next > limits.maxBytes && (lines > 0 || must === "possibly none")) break;
    end = next;
    lines += 1;
  }
  return { text: payload.subarray(0, end), lines };
}

function lineCount(text: Buffer): number {
  let count = 0;
  for (let at = text.indexOf(LF); at >= 0; at = text.indexOf(LF, at + 1)) count += 1;
  return count;
}
