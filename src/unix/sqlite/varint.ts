import { Damage } from "./damage.ts";

/** A place in bytes that moves on as values are read from it. */
export interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

/** Reads SQLite's 1 to 9 byte big-endian integer, 7 bits a byte (all 8 of the ninth), as 64 bits without sign. */
export function readVarint(cursor: Cursor): bigint {
  let low = 0;
  for (let index = 0; index < 7; index += 1) {
    const byte = next(cursor);
    low = low * 128 + (byte & 0x7f);
    if (byte < 0x80) return BigInt(low);
  }
  const eighth = next(cursor);
  const value = (BigInt(low) << 7n) | BigInt(eighth & 0x7f);
  return eighth < 0x80 ? value : (value << 8n) | BigInt(next(cursor));
}

/** The same for sizes: exact below 2^53, and anything above is no size anyway. */
export function readSize(cursor: Cursor): number {
  const byte = cursor.bytes[cursor.at];
  if (byte === undefined || byte >= 0x80) return Number(readVarint(cursor));
  cursor.at += 1;
  return byte;
}

function next(cursor: Cursor): number {
  const byte = cursor.bytes[cursor.at];
  if (byte === undefined) throw new Damage("a number runs over the end of its page or row");
  cursor.at += 1;
  return byte;
}
