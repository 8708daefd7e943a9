import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inFolder } from "./databases.ts";

/** What is at a path: bytes or text of a file, a link, or what the function makes there. */
export type Entry = string | Uint8Array | { readonly link: string } | ((path: string) => void);

/** Runs `body` with a root file system of these files, removed afterwards. */
export function inRoot<T>(files: Readonly<Record<string, Entry>>, body: (root: string) => T): T {
  return inFolder((root) => {
    for (const [path, entry] of Object.entries(files)) {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      if (typeof entry === "function") entry(file);
      else if (typeof entry === "string" || entry instanceof Uint8Array) writeFileSync(file, entry);
      else symlinkSync(entry.link, file);
    }
    return body(root);
  });
}
