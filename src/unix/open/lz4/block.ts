import type { Window } from "../window.ts";

/** How a block ended: whole, or cut in the middle of a sequence, or with a reference to bytes that are not there. */
export type BlockEnd = "whole" | "cut" | "far reference" | "too long";

/**
 * Unpacks one lz4 block from `bytes[at, end)` behind what `window` holds; at most up to `limit`.
 *
 * A sequence is a token (high nibble: literals, low nibble: match length - 4; 15 goes on in bytes until one is not 255),
 * the literals, and a 16-bit distance; the last one has literals only. Of a damaged block the window keeps what came
 * before the fault.
 */
export function unpackBlock(bytes: Uint8Array, start: number, end: number, window: Window, limit: number): BlockEnd {
  let at = start;
  while (at < end) {
    const token = bytes[at++] as number;
    let literals = token >> 4;
    if (literals === 15) {
      for (let more = 255; more === 255; literals += more) {
        if (at >= end) return "cut";
        more = bytes[at++] as number;
      }
    }
    const here = Math.min(literals, end - at);
    if (window.pos + here > limit) return "too long";
    window.bytes.set(bytes.subarray(at, at + here), window.pos);
    window.pos += here;
    at += here;
    if (here < literals) return "cut";
    if (at === end) return "whole";

    if (at + 2 > end) return "cut";
    const distance = (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
    at += 2;
    let length = (token & 15) + 4;
    if (length === 19) {
      for (let more = 255; more === 255; length += more) {
        if (at >= end) return "cut";
        more = bytes[at++] as number;
      }
    }
    if (distance === 0 || distance > window.reach) return "far reference";
    if (window.pos + length > limit) return "too long";
    window.copy(distance, length);
  }
  return "cut";
}
