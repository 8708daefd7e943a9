import { WhofluxError } from "../../model/error.ts";
import { ROW_COUNT_LIMIT } from "./row-index.ts";

/** The database is being written, too often or too long for a reading of it. */
export function notStill(path: string): WhofluxError {
  return new WhofluxError("E_SOURCE", "it was written while it was being read", {
    path,
    cure: `read a copy: sqlite3 ${path} ".backup copy.db"`,
  });
}

/** The file system refused the database or a file beside it. */
export function notOpened(path: string, error: NodeJS.ErrnoException): WhofluxError {
  const found = error.path === undefined || error.path === path ? error.code : `${error.code} for ${error.path}`;
  const cure = error.code === "EACCES" ? { cure: "run as root, or read a copy" } : {};
  return new WhofluxError("E_SOURCE", "it cannot be read", {
    path,
    found: found ?? error.message,
    ...cure,
    cause: error,
  });
}

/** Refuses what would fill the memory. */
export function tooManyRows(path: string): WhofluxError {
  return new WhofluxError("E_FORMAT", "too many rows for a login database", {
    path,
    expected: `at most ${ROW_COUNT_LIMIT}`,
  });
}
