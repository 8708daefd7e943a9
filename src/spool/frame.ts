import { crc32 } from "node:zlib";
import type { Mark } from "./mark.ts";

//  A frame: whole lines that one `append` brought, or a part of them. Little-endian; numbers of 8 bytes are doubles.
//
//     0  4  FF "WF1"; FF "WF0": the frame is void, its state was never saved
//     4  4  CRC-32 of the header without this field
//     8  4  bytes of the payload
//    12  4  CRC-32 of the payload
//    16  4  lines in the payload
//    20  4  feed of the mark; 0: no mark
//    24  8  value of the mark
//    32  8  when it was appended, milliseconds since 1970
//    40  8  how many lines came into this spool before it
//    48     payload: lines, each with its LF
//
//  The header has a checksum of its own so that its length can be believed: the frame behind a damaged payload is found
//  without searching. Behind a damaged header the next FF "WF" is searched. No text of lines has the byte FF, which
//  UTF-8 does not use, so whoever writes names into logs cannot forge a frame. The number of the first line tells how
//  many lines damage took.

/** Bytes before the payload. */
export const FRAME_HEADER = 48;

/** What a frame starts with, void or not: the fourth byte tells. */
export const FRAME_MAGIC = Buffer.from([0xff, 0x57, 0x46]);

const LIVE = 0x31;
const VOID = 0x30;

/** What stands before the payload of a frame. */
export interface FrameHeader {
  readonly isVoid: boolean;
  readonly bytes: number;
  /** CRC-32 of the payload. */
  readonly sum: number;
  readonly lines: number;
  readonly mark?: Mark;
  /** When it was appended, in milliseconds since 1970. */
  readonly time: number;
  /** Lines that came into the spool before it. */
  readonly line: number;
}

/** Writes a header to `at` in `target`. */
export function putFrameHeader(target: Buffer, at: number, header: FrameHeader): void {
  FRAME_MAGIC.copy(target, at);
  target[at + 3] = header.isVoid ? VOID : LIVE;
  target.writeUInt32LE(header.bytes, at + 8);
  target.writeUInt32LE(header.sum, at + 12);
  target.writeUInt32LE(header.lines, at + 16);
  target.writeUInt32LE(header.mark?.feed ?? 0, at + 20);
  target.writeDoubleLE(header.mark?.value ?? 0, at + 24);
  target.writeDoubleLE(header.time, at + 32);
  target.writeDoubleLE(header.line, at + 40);
  target.writeUInt32LE(headerSum(target.subarray(at, at + FRAME_HEADER)), at + 4);
}

/** The header that `bytes` begin with; undefined where there is none, or a damaged one. */
export function frameHeaderOf(bytes: Buffer): FrameHeader | undefined {
  if (bytes.length < FRAME_HEADER || !bytes.subarray(0, 3).equals(FRAME_MAGIC)) return undefined;
  const kind = bytes[3];
  if ((kind !== LIVE && kind !== VOID) || bytes.readUInt32LE(4) !== headerSum(bytes)) return undefined;
  const feed = bytes.readUInt32LE(20);
  return {
    isVoid: kind === VOID,
    bytes: bytes.readUInt32LE(8),
    sum: bytes.readUInt32LE(12),
    lines: bytes.readUInt32LE(16),
    ...(feed === 0 ? {} : { mark: { feed, value: bytes.readDoubleLE(24) } }),
    time: bytes.readDoubleLE(32),
    line: bytes.readDoubleLE(40),
  };
}

/** CRC-32 of a payload, as its frame has it. */
export function payloadSum(payload: Uint8Array): number {
  return crc32(payload);
}

function headerSum(header: Buffer): number {
  return crc32(header.subarray(8, FRAME_HEADER), crc32(header.subarray(0, 4)));
}
