import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

/** Files under a folder of the checkout whose names end in `ending`, as sorted paths with forward slashes. */
export function filesUnder(folder, ending) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesUnder(path, ending);
      return entry.name.endsWith(ending) ? [path] : [];
    })
    .sort();
}

/** A fingerprint that changes when a file comes, goes or is written; reads no contents. */
export function fingerprint(files) {
  const hash = createHash("sha256");
  for (const file of files) {
    const { size, mtimeMs } = statSync(join(root, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}
