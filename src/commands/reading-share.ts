import { closeSync, openSync, readSync, statSync } from "node:fs";
import { HEAD_BYTES, isSqlite, sniff } from "../unix/open/sniff.ts";

/** How much of some files has been read, where their sizes tell: of plain files with records one behind the other. */
export class ReadingShare {
  readonly #sizes: ReadonlyMap<string, number> | undefined;
  readonly #total: number;

  constructor(paths: readonly string[]) {
    const sizes = paths.map((path) => [path, plainSize(path)] as const);
    const known = sizes.filter((entry): entry is readonly [string, number] => entry[1] !== undefined);
    this.#sizes = known.length === paths.length ? new Map(known) : undefined;
    this.#total = known.reduce((sum, [, size]) => sum + size, 0);
  }

  /** From 0 to 1, at some place in one of the files; undefined: nobody knows. */
  at(path: string, offset: bigint): number | undefined {
    if (this.#sizes === undefined || this.#total === 0) return undefined;
    let before = 0;
    for (const [file, size] of this.#sizes) {
      if (file === path) return Math.min(1, (before + Math.min(Number(offset), size)) / this.#total);
      before += size;
    }
    return undefined;
  }
}

function plainSize(path: string): number | undefined {
  if (path === "-") return undefined;
  try {
    const stats = statSync(path);
    if (!stats.isFile()) return undefined;
    const fd = openSync(path, "r");
    try {
      const head = new Uint8Array(HEAD_BYTES);
      const bytes = head.subarray(0, readSync(fd, head));
      return sniff(bytes) === "plain" && !isSqlite(bytes) ? stats.size : undefined;
    } finally {
      closeSync(fd);
    }
  } catch {
    // Reading it will tell what is wrong.
    return undefined;
  }
}
