import { readdirSync } from "node:fs";
import { posix } from "node:path";
import type { Root } from "../sources/rooted.ts";
import { placeOf } from "../unix/inputs/rotation.ts";

/** How many rotated files of a log stand beside it; 0 when the directory may not be listed. */
export function rotatedBeside(root: Root, path: string): number {
  const name = posix.basename(path);
  try {
    return readdirSync(root.file(posix.dirname(path)), { withFileTypes: true }).filter((entry) => {
      const place = placeOf(entry.name);
      return entry.isFile() && place.stem === name && place.age.kind !== "live";
    }).length;
  } catch {
    return 0;
  }
}
