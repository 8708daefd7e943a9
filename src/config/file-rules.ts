import { accessSync, constants, type Stats, statSync } from "node:fs";
import type { Rule } from "./setting.ts";

/** A file that can be read: also a named pipe, as process substitution makes them. */
export const readableFile: Rule = {
  expected: "a file that can be read",
  accepts: (path) => statsOf(path)?.isDirectory() === false && isReadable(path),
};

/** A directory that is there. */
export const directory: Rule = {
  expected: "a directory",
  accepts: (path) => statsOf(path)?.isDirectory() === true,
};

/** A directory, or a place for one. */
export const placeForDirectory: Rule = {
  expected: "a directory, or a path where one can be made",
  accepts: (path) => !path.includes("\0") && statsOf(path)?.isDirectory() !== false,
};

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
