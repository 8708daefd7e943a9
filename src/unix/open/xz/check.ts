import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { Crc64 } from "./crc64.ts";

/** The integrity check of a block's content, fed in pieces. */
export interface Check {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** Bytes a check takes in the file, by its number 0 to 15, also for those nobody has defined. */
export const checkBytes: readonly number[] = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];

/** Makes the check of this number: 1 is CRC-32, 4 CRC-64, 10 SHA-256; undefined for one that is not known. */
export function createCheck(number: number): Check | undefined {
  if (number === 1) return new Crc32();
  if (number === 4) return new Crc64();
  if (number === 10) return createHash("sha256");
  return undefined;
}

class Crc32 implements Check {
  #value = 0;

  update(bytes: Uint8Array): void {
    this.#value = crc32(bytes, this.#value);
  }

  digest(): Uint8Array {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, this.#value, true);
    return bytes;
  }
}
