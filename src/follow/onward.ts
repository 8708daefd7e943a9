import type { ByteSource } from "../unix/open/byte-source.ts";
import { Replay } from "../unix/open/replay.ts";

const PIECE_BYTES = 64 * 1024;

/**
 * A source whose first bytes `head` were taken out of it, from an offset on: bytes before it are read and dropped. Ends
 * where a source ends before the offset.
 */
export async function onwardFrom(offset: number, head: Uint8Array, source: ByteSource): Promise<ByteSource> {
  const dropped = new Uint8Array(PIECE_BYTES);
  while (source.offset < offset) {
    const got = await source.read(dropped.subarray(0, Math.min(PIECE_BYTES, offset - source.offset)));
    if (got === 0) break;
  }
  return Replay.of(head.subarray(Math.min(offset, head.length)), source);
}
