import type { EvidenceFile } from "./evidence-file.ts";
import { isPageSize } from "./header.ts";
import type { Overlay } from "./overlay.ts";

//  A write-ahead log: a header, then frames of one page each (https://www.sqlite.org/fileformat.html, 4).
//
//  header  0 magic  4 version  8 page size  12 checkpoint  16 salt 1  20 salt 2  24 checksum 1  28 checksum 2
//  frame   0 page number  4 pages after commit, else 0  8 salt 1  12 salt 2  16 checksum 1  20 checksum 2  24 page
//
//  A frame counts when its salts are the header's and its checksum continues the chain; what it says counts from the
//  next commit frame on. Anything behind the last commit is an unfinished transaction, or left from an older log.

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC = 0x377f0682;
const VERSION = 3007000;

/** Finds the newest committed version of each page in a write-ahead log; undefined when it holds no commit. */
export function scanWal(wal: EvidenceFile): Overlay | undefined {
  const header = new Uint8Array(HEADER_BYTES);
  if (wal.read(header, 0) < HEADER_BYTES) return undefined;
  const head = new DataView(header.buffer);
  const pageSize = head.getUint32(8);
  if ((head.getUint32(0) & ~1) >>> 0 !== MAGIC || head.getUint32(4) !== VERSION || !isPageSize(pageSize))
    return undefined;
  const sum = new ChainedSum((head.getUint32(0) & 1) === 0);
  sum.add(head, 0, 24);
  if (!sum.equals(head.getUint32(24), head.getUint32(28))) return undefined;

  const offsets = new Map<number, number>();
  const pending = new Map<number, number>();
  let pageCount = 0;
  const frame = new DataView(new ArrayBuffer(FRAME_HEADER_BYTES + pageSize));
  const bytes = new Uint8Array(frame.buffer);
  for (let at = HEADER_BYTES; wal.read(bytes, at) === bytes.length; at += bytes.length) {
    if (frame.getUint32(8) !== head.getUint32(16) || frame.getUint32(12) !== head.getUint32(20)) break;
    sum.add(frame, 0, 8);
    sum.add(frame, FRAME_HEADER_BYTES, pageSize);
    if (!sum.equals(frame.getUint32(16), frame.getUint32(20))) break;
    pending.set(frame.getUint32(0), at + FRAME_HEADER_BYTES);
    const pagesAfterCommit = frame.getUint32(4);
    if (pagesAfterCommit === 0) continue;
    for (const [page, offset] of pending) offsets.set(page, offset);
    pending.clear();
    pageCount = pagesAfterCommit;
  }
  if (pageCount === 0) return undefined;
  return { file: wal, kind: "write-ahead log", pageSize, pageCount, offsets, stamp: () => headerOf(wal) };
}

/** Frames are only appended until the log is restarted, and that changes the salts. */
function headerOf(wal: EvidenceFile): string {
  const header = Buffer.alloc(HEADER_BYTES);
  return `${wal.read(header, 0)}:${header.toString("hex")}`;
}

/** The log's checksum: a Fibonacci-weighted sum over pairs of 32-bit words, carried from frame to frame. */
class ChainedSum {
  private first = 0;
  private second = 0;
  private readonly littleEndian: boolean;

  constructor(littleEndian: boolean) {
    this.littleEndian = littleEndian;
  }

  add(view: DataView, start: number, length: number): void {
    for (let at = start; at < start + length; at += 8) {
      this.first = (this.first + view.getUint32(at, this.littleEndian) + this.second) >>> 0;
      this.second = (this.second + view.getUint32(at + 4, this.littleEndian) + this.first) >>> 0;
    }
  }

  equals(first: number, second: number): boolean {
    return this.first === first && this.second === second;
  }
}
