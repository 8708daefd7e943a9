import type { SpoolPlace } from "./batch.ts";
import { SEGMENT_HEADER } from "./segment-header.ts";

/** A place in a spool between two lines. */
export interface Place extends SpoolPlace {
  /** Where the frame begins that it is in; `offset` itself where it is between two frames. */
  readonly frame: number;
  /** Lines that came into the spool before it. */
  readonly line: number;
}

/** The place before the first frame of a segment. */
export function firstPlace(segment: number, line: number): Place {
  return placeAt(segment, SEGMENT_HEADER, line);
}

/** A place between two frames. */
export function placeAt(segment: number, offset: number, line: number): Place {
  return { segment, offset, frame: offset, line };
}

/** Negative when `a` comes before `b`. */
export function comparePlaces(a: SpoolPlace, b: SpoolPlace): number {
  return a.segment - b.segment || a.offset - b.offset;
}
