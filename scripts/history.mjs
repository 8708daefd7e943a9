import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

//  Where systems keep their login history, in the order we ask: folder, then the names of the live and rotated files.
const places = [
  ["/var/log", /^wtmp(?:[.-]\d[\w.-]*)?$/],
  ["/var/lib/wtmpdb", /^wtmp(?:_\d+)?\.db$/],
  ["/var/log", /^wtmp(?:_\d+)?\.db$/],
  ["/var/log", /^utx\.log(?:\.\d[\w.]*)?$/],
  ["/var/adm", /^wtmpx(?:\.\d+)?$/],
  ["/var/log", /^wtmpx(?:\.\d+)?$/],
];

/** The login history files of this machine that hold anything, all of one place; empty when there is none. */
export function findHistory() {
  for (const [folder, name] of places) {
    const files = namesIn(folder)
      .filter((entry) => name.test(entry))
      .map((entry) => join(folder, entry))
      .filter(holdsAnything);
    if (files.length > 0) return files;
  }
  return [];
}

function namesIn(folder) {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function holdsAnything(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size > 0;
}
