import type { Root } from "../sources/rooted.ts";
import { readInside } from "../sources/small-file.ts";

/** The bytes of a file inside a root; none when it cannot be read, is no regular file, or is longer than `limit`. */
export function rootBytes(root: Root, path: string, limit: number): Buffer {
  try {
    return Buffer.from(readInside(root, path, limit) ?? "", "latin1");
  } catch {
    return Buffer.alloc(0);
  }
}
