/** A number and where the bytes behind it begin. */
export interface Varint {
  readonly value: number;
  readonly at: number;
}

/**
 * Reads a number of 1 to 9 bytes at `bytes[at, end)`, 7 bits each, the lowest first, the last without the top bit.
 * Undefined when it does not end, ends in a zero byte, or exceeds 2^53.
 */
export function readVarint(bytes: Uint8Array, at: number, end: number): Varint | undefined {
  let value = 0;
  for (let index = 0; index < 9 && at + index < end; index++) {
    const byte = bytes[at + index] as number;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte >= 0x80) continue;
    const legal = (byte !== 0 || index === 0) && Number.isSafeInteger(value);
    return legal ? { value, at: at + index + 1 } : undefined;
  }
  return undefined;
}
