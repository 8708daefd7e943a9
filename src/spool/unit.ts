import type { Lines } from "./cut-lines.ts";
import { FRAME_HEADER, payloadSum, putFrameHeader } from "./frame.ts";
import type { Mark } from "./mark.ts";

/** What one `append` writes, as bytes in one piece: its frames one behind the other. */
export interface Unit {
  readonly bytes: Buffer;
  readonly lines: number;
}

/** Frames of payloads, the first of which begins with line number `line`. */
export function unitOf(payloads: readonly Lines[], line: number, time: number, mark: Mark | undefined): Unit {
  const total = payloads.reduce((sum, { text }) => sum + FRAME_HEADER + text.length, 0);
  const bytes = Buffer.allocUnsafe(total);
  let at = 0;
  let reached = line;
  for (const { text, lines } of payloads) {
    const tied = mark === undefined ? {} : { mark };
    putFrameHeader(bytes, at, {
      isVoid: false,
      bytes: text.length,
      sum: payloadSum(text),
      lines,
      ...tied,
      time,
      line: reached,
    });
    text.copy(bytes, at + FRAME_HEADER);
    at += FRAME_HEADER + text.length;
    reached += lines;
  }
  return { bytes, lines: reached - line };
}
