import { join } from "node:path";
import { counted } from "../model/counted.ts";
import type { Word } from "../model/word.ts";
import { loadState } from "../state/state-file.ts";
import { type Acknowledged, acknowledgedForm, nothingAcknowledged } from "./acknowledged.ts";
import type { SpoolFiles } from "./files.ts";
import { firstPlace } from "./place.ts";
import { SEGMENT_HEADER, type SegmentHeader, segmentHeaderOf, segmentNumberOf } from "./segment-header.ts";
import { Window } from "./window.ts";

/** A segment as it lies in its folder. */
export interface SegmentFile {
  readonly number: number;
  readonly path: string;
  readonly size: number;
  /** Undefined: damaged, or not there in full. */
  readonly header: SegmentHeader | undefined;
}

/** What a folder of a spool holds. */
export interface Folder {
  /** By number. */
  readonly segments: readonly SegmentFile[];
  /** Its place is in one of the segments, or behind all of them, or before. */
  readonly acknowledged: Acknowledged;
  /** Of the next segment: a number is never used twice. */
  readonly nextNumber: number;
}

/** Where the state of deliveries is kept. */
export function acknowledgedPath(folder: string): string {
  return join(folder, "acknowledged");
}

const SAID_NAMES = 5;

/** Reads the names in a folder and the state of deliveries; throws the system's error. */
export function readFolder(files: SpoolFiles, folder: string, say: (word: Word) => void): Folder {
  const segments: SegmentFile[] = [];
  const foreign: string[] = [];
  let last = 0;
  for (const name of files.names(folder).sort()) {
    const path = join(folder, name);
    const number = segmentNumberOf(name);
    const size = number === undefined ? undefined : files.sizeOf(path);
    last = Math.max(last, number ?? 0);
    if (number !== undefined && size !== undefined) {
      segments.push({ number, path, size, header: headerOf(files, path, size) });
    } else if (!/^acknowledged(?:\.bak|\.new|\.old)?$/.test(name)) foreign.push(name);
  }
  segments.sort((a, b) => a.number - b.number);
  if (foreign.length > 0) {
    const names = foreign.slice(0, SAID_NAMES).join(", ") + (foreign.length > SAID_NAMES ? ", …" : "");
    say({ level: "I", text: `${folder}: ${counted(foreign.length, "file")} of others left alone: ${names}` });
  }
  const acknowledged = acknowledgedOf(folder, segments, say);
  const { segment, offset } = acknowledged.place;
  const behind = offset === SEGMENT_HEADER ? segment : segment + 1;
  return { segments, acknowledged, nextNumber: Math.max(last + 1, behind) };
}

function headerOf(files: SpoolFiles, path: string, size: number): SegmentHeader | undefined {
  const window = new Window(files, path);
  try {
    return segmentHeaderOf(window.bytes(0, SEGMENT_HEADER, size));
  } finally {
    window.close();
  }
}

/** Without a state that fits, everything is delivered again: a server takes the same line twice for one. */
function acknowledgedOf(folder: string, segments: readonly SegmentFile[], say: (word: Word) => void): Acknowledged {
  const notice = (text: string): void => say({ level: "W", text });
  const path = acknowledgedPath(folder);
  const again = "everything in the spool is delivered again";
  let isSaid = false;
  const report = {
    notice(text: string) {
      isSaid = true;
      notice(text);
    },
  };
  const kept = loadState(path, acknowledgedForm, report, again);
  const [first] = segments;
  const last = segments.at(-1);
  if (kept === undefined) {
    if (first === undefined || last === undefined) return nothingAcknowledged;
    if (!isSaid) notice(`${path}: is missing; ${again}`);
    return { ...nothingAcknowledged, place: firstPlace(first.number, first.header?.line ?? 0) };
  }
  if (first === undefined || last === undefined || !isBeyond(kept, segments, last)) return kept;
  notice(`${path}: tells of more than there is; ${again}`);
  return { ...kept, place: firstPlace(first.number, first.header?.line ?? 0) };
}

function isBeyond({ place }: Acknowledged, segments: readonly SegmentFile[], last: SegmentFile): boolean {
  const segment = segments.find(({ number }) => number === place.segment);
  if (segment !== undefined) return place.offset > Math.max(segment.size, SEGMENT_HEADER);
  return place.segment > last.number && !(place.segment === last.number + 1 && place.offset === SEGMENT_HEADER);
}
