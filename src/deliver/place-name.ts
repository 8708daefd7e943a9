import { createHash } from "node:crypto";

/** A name for what is sent where, as a file may have it: the same for the same words, and for no others. */
export function placeName(words: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(words)).digest("hex").slice(0, 32);
}
