import type { Word } from "../model/word.ts";
import type { Acknowledged } from "./acknowledged.ts";
import { closeAnyway, type SpoolFiles } from "./files.ts";
import { type Frame, findFrame } from "./find-frame.ts";
import type { Folder, SegmentFile } from "./folder.ts";
import { FRAME_HEADER, putFrameHeader } from "./frame.ts";
import { GreatestMarks } from "./greatest-marks.ts";
import { Losses } from "./losses.ts";
import { placeAt } from "./place.ts";
import type { Dead, Segment } from "./segment.ts";
import { SEGMENT_HEADER } from "./segment-header.ts";
import { tornWord, uncutWord, unsavedWord } from "./survey-words.ts";
import { Window } from "./window.ts";

/** What a spool begins with. */
export interface Surveyed {
  readonly segments: Segment[];
  readonly dead: Dead[];
  readonly acknowledged: Acknowledged;
  /** Number of the line that comes next. */
  readonly line: number;
  readonly greatest: GreatestMarks;
  /** Whether the last segment can be written on: its end was in order. */
  readonly isWhole: boolean;
}

/**
 * Walks from header to header through everything that waits: counts it, cuts off a torn end, and what states that were
 * not saved will tell again. Payloads are checked when they are taken. Throws the system's error.
 */
export class Survey {
  readonly #files: SpoolFiles;
  readonly #marks: ReadonlyMap<number, number>;
  readonly #say: (word: Word) => void;
  readonly #losses: Losses;
  readonly #dead: Dead[] = [];
  #acknowledged: Acknowledged;
  #line: number | undefined;
  #damage: { readonly path: string; readonly start: number; readonly end: number } | undefined;
  #unsaved: Frame[] = [];
  readonly #greatest = new GreatestMarks();
  #isWhole = true;

  constructor(
    files: SpoolFiles,
    acknowledged: Acknowledged,
    marks: ReadonlyMap<number, number>,
    say: (word: Word) => void,
  ) {
    this.#files = files;
    this.#acknowledged = acknowledged;
    this.#marks = marks;
    this.#say = say;
    this.#losses = new Losses(say);
    this.#line = acknowledged.place.line;
  }

  walk({ segments: all }: Folder): Surveyed {
    const files = all.filter(({ number }) => number >= this.#acknowledged.place.segment);
    const segments = files.map((file, index) => this.#segment(file, files[index + 1]));
    const line = this.#line ?? 0;
    // A file without a header is what is left of a segment that was about to be begun.
    if (files.at(-1)?.header === undefined) this.#isWhole = false;
    return {
      segments,
      dead: this.#dead,
      acknowledged: this.#acknowledged,
      line,
      greatest: this.#greatest,
      isWhole: this.#isWhole,
    };
  }

  #segment(file: SegmentFile, next: SegmentFile | undefined): Segment {
    const { place } = this.#acknowledged;
    const isBegun = place.segment === file.number;
    const told = next?.header?.previousEnd ?? 0;
    const end = told > 0 ? Math.min(told, file.size) : file.size;
    if (file.header !== undefined && !isBegun) this.#arrive(file.path, file.header.line);
    const line = file.header?.line ?? this.#line ?? 0;
    const segment: Segment = { number: file.number, path: file.path, line, end, size: file.size };
    const window = new Window(this.#files, file.path);
    try {
      const start = isBegun ? place.frame : file.header === undefined ? 0 : SEGMENT_HEADER;
      const cut = this.#frames(segment, window, Math.min(start, end), next === undefined);
      if (next === undefined) this.#cut(segment, cut);
      else this.#void(segment);
    } finally {
      window.close();
    }
    return segment;
  }

  /** Walks through frames; returns where the last segment's sound part ends. */
  #frames(segment: Segment, window: Window, start: number, isLast: boolean): number {
    for (let at = start; at < segment.end; ) {
      const found = findFrame(window, at, segment.end);
      if (found.kind === "frame") this.#frame(segment, found.frame);
      else if (isLast && found.end === segment.end) return at;
      else this.#damage = { path: segment.path, start: at, end: found.end };
      at = found.kind === "frame" ? found.frame.end : found.end;
    }
    return segment.end;
  }

  #frame(segment: Segment, frame: Frame): void {
    const { header } = frame;
    const { place } = this.#acknowledged;
    const isBegun = place.segment === segment.number && place.frame === frame.start && place.offset > frame.start;
    if (!isBegun) this.#arrive(segment.path, header.line);
    this.#line = header.line + header.lines;
    if (header.isVoid) {
      this.#dead.push({ line: header.line, lines: header.lines, why: "unsaved" });
      return;
    }
    if (
      header.mark !== undefined &&
      header.mark.value > (this.#marks.get(header.mark.feed) ?? Number.POSITIVE_INFINITY)
    ) {
      this.#unsaved.push(frame);
      return;
    }
    if (header.mark !== undefined) this.#greatest.add(header.mark);
    this.#void(segment);
    segment.since ??= header.time;
    segment.newest = Math.max(segment.newest ?? header.time, header.time);
  }

  /** A header tells its number: what is missing before it is lost. */
  #arrive(path: string, line: number): void {
    const lines = Math.max(0, line - (this.#line ?? line));
    if (this.#damage !== undefined) {
      this.#losses.damage(this.#damage.path, this.#damage.start, this.#damage.end, lines);
    } else if (lines > 0) this.#losses.missing(path, lines);
    if (lines > 0) this.#dead.push({ line: line - lines, lines, why: "lost" });
    this.#damage = undefined;
    this.#line = line;
  }

  /** Frames that a state told before it was saved, and that cannot be cut off for what was written behind them. */
  #void(segment: Segment): void {
    if (this.#unsaved.length === 0) return;
    const frames = this.#unsaved.splice(0);
    const fd = this.#files.openToWrite(segment.path);
    try {
      const bytes = Buffer.alloc(FRAME_HEADER);
      for (const { header, start } of frames) {
        putFrameHeader(bytes, 0, { ...header, isVoid: true });
        // Kind and checksum stand side by side; half of them would be damage, which is not delivered either.
        this.#files.write(fd, bytes.subarray(0, 8), start);
        this.#dead.push({ line: header.line, lines: header.lines, why: "unsaved" });
      }
      this.#files.sync(fd);
    } finally {
      closeAnyway(this.#files, fd);
    }
    this.#say(unsavedWord(segment, frames));
  }

  /** Cuts off the end of the last segment: torn bytes, and frames of states that were not saved. */
  #cut(segment: Segment, sound: number): void {
    const [first] = this.#unsaved;
    const end = first?.start ?? sound;
    if (end === segment.size) return;
    if (sound < segment.end) this.#say(tornWord(segment, sound));
    if (first !== undefined) this.#say(unsavedWord(segment, this.#unsaved));
    if (first !== undefined) this.#line = first.header.line;
    segment.end = end;
    this.#isWhole = false;
    const { place } = this.#acknowledged;
    if (place.segment === segment.number && place.offset > end) {
      this.#acknowledged = { ...this.#acknowledged, place: placeAt(place.segment, end, this.#line ?? 0) };
    }
    this.#truncate(segment, end);
  }

  #truncate(segment: Segment, end: number): void {
    const fd = this.#files.openToWrite(segment.path);
    try {
      this.#files.truncate(fd, end);
      segment.size = end;
      this.#files.sync(fd);
    } catch (error) {
      // The next segment tells that this one ends here.
      this.#say(uncutWord(segment, end, error));
    } finally {
      closeAnyway(this.#files, fd);
    }
  }
}
