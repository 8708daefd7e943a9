import { type BigIntStats, statSync } from "node:fs";
import { WhofluxError } from "../model/error.ts";
import type { Root } from "./rooted.ts";

/** A file or directory that a source may read. */
export interface Place {
  /** Inside the root. */
  readonly path: string;
  /** For us. */
  readonly file: string;
  /** Absent where it could not even be asked, which `fault` explains. */
  readonly stats?: BigIntStats;
  readonly fault?: WhofluxError;
}

/** Those of the paths that exist, in their order; one that is there under two names (`/var/run` is `/run`) comes once. */
export function findPlaces(root: Root, paths: readonly string[]): Place[] {
  const places = paths.flatMap((path) => placeAt(root, path) ?? []);
  const seen = new Set<string>();
  return places.filter(({ path, stats }) => {
    const identity = stats === undefined ? path : `${stats.dev}:${stats.ino}`;
    const isNew = !seen.has(identity);
    seen.add(identity);
    return isNew;
  });
}

/** The file of a place, which has to be a regular one with something in it: a FIFO would wait for ever. */
export function fileOf({ file, stats, fault }: Place): string {
  if (fault !== undefined) throw fault;
  if (stats?.isFile() !== true) throw new WhofluxError("E_FORMAT", "is no regular file");
  if (stats.size === 0n) throw new WhofluxError("E_FORMAT", "the file is empty");
  return file;
}

function placeAt(root: Root, path: string): Place | undefined {
  let file = path;
  try {
    file = root.file(path);
    const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
    return stats === undefined ? undefined : { path, file, stats };
  } catch (cause) {
    return { path, file, fault: faultOf(path, cause) };
  }
}

function faultOf(path: string, cause: unknown): WhofluxError {
  if (cause instanceof WhofluxError) return cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === "EACCES" || code === "EPERM")
    return new WhofluxError("E_SOURCE", "is in a directory that may not be entered", {
      path,
      cure: "run as root",
      cause,
    });
  return new WhofluxError("E_SOURCE", "cannot be asked", { path, found: code ?? message, cause });
}
