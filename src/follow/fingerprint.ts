import { createHash } from "node:crypto";

/** Bytes that a fingerprint is taken of, at most: one record of any layout, with its time. */
export const FINGERPRINT_BYTES = 1024;

/** The first bytes of a file, as a hash: inode numbers are given to new files, a first record with its time is not. */
export interface Fingerprint {
  /** 0: of nothing, which every file begins with. */
  readonly bytes: number;
  /** 32 hexadecimal digits of SHA-256. */
  readonly hash: string;
}

/** The fingerprint of a file by its first bytes, of which `read` have been read: what may still change is left out. */
export function fingerprintOf(head: Uint8Array, read: number): Fingerprint {
  const bytes = Math.min(head.length, read, FINGERPRINT_BYTES);
  return { bytes, hash: hashOf(head.subarray(0, bytes)) };
}

/** Whether a file that begins like this is the one, or a copy of it. */
export function begins(head: Uint8Array, { bytes, hash }: Fingerprint): boolean {
  return head.length >= bytes && hashOf(head.subarray(0, bytes)) === hash;
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 32);
}
