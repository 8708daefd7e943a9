import { crc32 } from "node:zlib";

//  A segment: a header, and frames without gaps (frame.ts). Little-endian; numbers of 8 bytes are doubles.
//
//     0  8  FF "wfspool"
//     8  4  CRC-32 of the rest of the header
//    12  4  1: this layout
//    16  8  how many lines came into the spool before this segment
//    24  8  bytes of the segment before this one that count; what stands behind them was not taken, and could not be
//           cut off
//    32     frames

/** Bytes before the first frame. */
export const SEGMENT_HEADER = 32;

const MAGIC = Buffer.from("\xffwfspool", "latin1");
const LAYOUT = 1;

/** What a segment starts with. */
export interface SegmentHeader {
  /** Lines that came into the spool before it. */
  readonly line: number;
  /** Bytes of the segment before it that count; 0: it is the first. */
  readonly previousEnd: number;
}

/** The header as bytes. */
export function segmentHeaderBytes({ line, previousEnd }: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(SEGMENT_HEADER);
  MAGIC.copy(bytes);
  bytes.writeUInt32LE(LAYOUT, 12);
  bytes.writeDoubleLE(line, 16);
  bytes.writeDoubleLE(previousEnd, 24);
  bytes.writeUInt32LE(crc32(bytes.subarray(12)), 8);
  return bytes;
}

/** The header that `bytes` begin with; undefined where there is none, or a damaged one. */
export function segmentHeaderOf(bytes: Buffer): SegmentHeader | undefined {
  if (bytes.length < SEGMENT_HEADER || !bytes.subarray(0, 8).equals(MAGIC)) return undefined;
  if (bytes.readUInt32LE(8) !== crc32(bytes.subarray(12, SEGMENT_HEADER))) return undefined;
  if (bytes.readUInt32LE(12) !== LAYOUT) return undefined;
  return { line: bytes.readDoubleLE(16), previousEnd: bytes.readDoubleLE(24) };
}

const NAME = /^(\d{8,15})\.seg$/;

/** The name of a segment in its folder: `00000001.seg`. */
export function segmentName(number: number): string {
  return `${String(number).padStart(8, "0")}.seg`;
}

/** The number of the segment that a file is by its name; undefined: it is none. */
export function segmentNumberOf(name: string): number | undefined {
  const number = Number(NAME.exec(name)?.[1] ?? Number.NaN);
  return segmentName(number) === name ? number : undefined;
}
