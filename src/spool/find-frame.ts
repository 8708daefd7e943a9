import { FRAME_HEADER, FRAME_MAGIC, type FrameHeader, frameHeaderOf } from "./frame.ts";
import type { Window } from "./window.ts";

/** A frame in its segment. */
export interface Frame {
  readonly header: FrameHeader;
  readonly start: number;
  readonly end: number;
}

/** What stands at a place: a frame, or bytes that are none, up to the next frame or the end. */
export type Found =
  | { readonly kind: "frame"; readonly frame: Frame }
  | { readonly kind: "damage"; readonly end: number };

const STRIDE = 64 * 1024;

/** Looks at a place of a segment whose bytes up to `end` count; searches for the next frame where there is none. */
export function findFrame(window: Window, start: number, end: number): Found {
  const frame = frameAt(window, start, end);
  if (frame !== undefined) return { kind: "frame", frame };
  for (let at = start + 1; at + FRAME_HEADER <= end; ) {
    // The window's buffer is replaced when a frame is looked at: the place is kept as a number.
    const found = window.bytes(at, STRIDE, end).indexOf(FRAME_MAGIC);
    if (found < 0) {
      at += STRIDE - FRAME_MAGIC.length + 1;
      continue;
    }
    at += found;
    if (frameAt(window, at, end) !== undefined) return { kind: "damage", end: at };
    at += 1;
  }
  return { kind: "damage", end };
}

/** The frame that begins at a place; undefined where there is none, or it is not there in full. */
export function frameAt(window: Window, start: number, end: number): Frame | undefined {
  const header = frameHeaderOf(window.bytes(start, FRAME_HEADER, end));
  if (header === undefined) return undefined;
  const frame = { header, start, end: start + FRAME_HEADER + header.bytes };
  return frame.end <= end ? frame : undefined;
}
