import { fittingLines } from "./cut-lines.ts";
import type { SpoolFiles } from "./files.ts";
import { type Frame, findFrame } from "./find-frame.ts";
import { FRAME_HEADER, payloadSum } from "./frame.ts";
import { type Place, placeAt } from "./place.ts";
import type { Segment } from "./segment.ts";
import { Window } from "./window.ts";

/** How much may be read at once. */
export interface Limits {
  readonly maxLines: number;
  readonly maxBytes: number;
}

/** What stands at a place of a segment. */
export type Step =
  | {
      readonly kind: "text";
      readonly text: Buffer;
      readonly lines: number;
      readonly time: number;
      readonly next: Place;
    }
  | { readonly kind: "full" }
  | { readonly kind: "void"; readonly next: Place }
  | { readonly kind: "damage"; readonly next: Place | "end"; readonly start: number; readonly end: number };

/** Reads segments step by step; keeps one of them open. Every method throws the system's error. */
export class Reader {
  readonly #files: SpoolFiles;
  #open: { readonly number: number; readonly window: Window } | undefined;
  /** The segment of which what cannot be read is damage. */
  #givenUp: number | undefined;
  /** The start of the last frame whose payload was found sound. */
  #sound: { readonly number: number; readonly start: number } | undefined;

  constructor(files: SpoolFiles) {
    this.#files = files;
  }

  /** What stands at a place before the end of its segment; `full`: not even one line of it fits into the limits. */
  step(segment: Segment, place: Place, limits: Limits, must: "at least one" | "possibly none"): Step {
    const window = this.#window(segment);
    const found = findFrame(window, place.frame, segment.end);
    if (found.kind === "damage") return damageStep(window, segment, place, found.end);
    const { frame } = found;
    const { header } = frame;
    const next = placeAt(segment.number, frame.end, header.line + header.lines);
    if (header.isVoid) return { kind: "void", next };
    if (header.bytes > limits.maxBytes && must === "possibly none" && place.offset === place.frame) {
      // Most of a large frame would be read for nothing.
      return { kind: "full" };
    }
    const payload = window.bytes(frame.start + FRAME_HEADER, header.bytes, segment.end);
    if (!this.#isSound(segment, frame, payload)) return { kind: "damage", next, start: frame.start, end: frame.end };
    const begin = place.offset === place.frame ? 0 : place.offset - frame.start - FRAME_HEADER;
    const rest = payload.subarray(begin);
    const line = begin === 0 ? header.line : place.line;
    const left = header.line + header.lines - line;
    if (rest.length <= limits.maxBytes && left <= limits.maxLines) {
      return { kind: "text", text: rest, lines: left, time: header.time, next };
    }
    const { text, lines } = fittingLines(rest, limits, must);
    if (lines === 0) return { kind: "full" };
    const offset = frame.start + FRAME_HEADER + begin + text.length;
    const reached = { segment: segment.number, offset, frame: frame.start, line: line + lines };
    return { kind: "text", text, lines, time: header.time, next: offset === frame.end ? next : reached };
  }

  /** When the line at a place was appended; undefined where that cannot be read. */
  timeAt(segment: Segment, place: Place): number | undefined {
    if (place.frame >= segment.end) return undefined;
    const found = findFrame(this.#window(segment), place.frame, segment.end);
    return found.kind === "frame" && !found.frame.header.isVoid ? found.frame.header.time : undefined;
  }

  /** From now on what the disk does not give of a segment is passed over as damage is. */
  giveUp({ number }: Segment): void {
    this.close();
    this.#givenUp = number;
  }

  close(): void {
    const window = this.#open?.window;
    this.#open = undefined;
    this.#sound = undefined;
    window?.close();
  }

  #window(segment: Segment): Window {
    if (this.#open?.number !== segment.number) {
      this.close();
      const faults = segment.number === this.#givenUp ? "zeros" : "thrown";
      this.#open = { number: segment.number, window: new Window(this.#files, segment.path, faults) };
    }
    return this.#open.window;
  }

  /** A frame that is taken in many pieces is checked once. */
  #isSound({ number }: Segment, { header, start }: Frame, payload: Buffer): boolean {
    if (this.#sound?.number === number && this.#sound.start === start) return true;
    if (payload.length !== header.bytes || payloadSum(payload) !== header.sum) return false;
    this.#sound = { number, start };
    return true;
  }
}

function damageStep(window: Window, segment: Segment, place: Place, end: number): Step {
  const damage = { kind: "damage", start: place.frame, end } as const;
  if (end === segment.end) return { ...damage, next: "end" };
  const found = findFrame(window, end, segment.end);
  const line = found.kind === "frame" ? found.frame.header.line : place.line;
  return { ...damage, next: placeAt(segment.number, end, line) };
}
