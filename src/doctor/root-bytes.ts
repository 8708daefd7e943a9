import { realpathSync } from "node:fs";
import type { Root } from "../sources/rooted.ts";
import { readSmall } from "../sources/small-file.ts";

/** The bytes of a file inside a root; none when it cannot be read, is no regular file, or is longer than `limit`. */
export function rootBytes(root: Root, path: string, limit: number): Buffer {
  try {
    const file = root.file(path);
    return Buffer.from(readSmall(root.isOwn ? realpathSync(file) : file, limit) ?? "", "latin1");
  } catch {
    return Buffer.alloc(0);
  }
}
