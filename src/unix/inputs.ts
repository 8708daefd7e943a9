import { fstatSync, lstatSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { WhofluxError } from "../model/error.ts";
import { visible } from "../model/visible.ts";
import { expandPattern, isPattern } from "./inputs/glob.ts";
import { compareAges, placeOf } from "./inputs/rotation.ts";

/** One file to read, in the order of reading. */
export interface InputFile {
  /** As given, or as found by a pattern; `-` is standard input. */
  readonly path: string;
  /** The live file of the rotated set it belongs to, without compression: files of one set are read as one stream. */
  readonly set: string;
}

/**
 * Turns the arguments of a command into the files to read, in order.
 *
 * 1. A name that exists is taken as it is, also with `*`, `?` or `[` in it; `-` is standard input.
 * 2. Otherwise such a name is a pattern (see glob.ts); one that matches nothing is an E_USAGE. A name without them is
 *    passed on, existing or not: opening it says what is wrong, and the other files are read.
 * 3. Files in one directory whose names differ by their rotation and compression only are a set (see rotation.ts): it
 *    stands where its first file was given, its files oldest first, the live one last. Equal ages keep their order.
 * 4. A file that comes again, also through a link, is read once, where it was first given, and `notice` is told.
 */
export function expandInputs(args: readonly string[], notice: (message: string) => void): InputFile[] {
  const sets = new Map<string, string[]>();
  for (const path of withoutRepeats(args.flatMap(expand), notice)) {
    const set = setOf(path);
    sets.set(set, [...(sets.get(set) ?? []), path]);
  }
  return [...sets].flatMap(([set, paths]) => oldestFirst(paths).map((path) => ({ path, set })));
}

function expand(argument: string): string[] {
  if (argument === "-" || !isPattern(argument) || exists(argument)) return [argument];
  const found = expandPattern(argument);
  if (found.length > 0) return found;
  throw new WhofluxError("E_USAGE", "matches no file", { path: argument });
}

function withoutRepeats(paths: readonly string[], notice: (message: string) => void): string[] {
  const seen = new Map<string, string>();
  return paths.filter((path) => {
    const key = identity(path);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, path);
    else
      notice(visible(first === path ? `${path}: given twice, read once` : `${path}: same file as ${first}, read once`));
    return first === undefined;
  });
}

/** Device and inode, as whole numbers of any size; the name itself for what cannot be asked. */
function identity(path: string): string {
  try {
    const { dev, ino } = path === "-" ? fstatSync(0, { bigint: true }) : statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return path;
  }
}

/** The set that a file belongs to (InputFile), by its path alone. */
export function setOf(path: string): string {
  if (path === "-") return path;
  const { stem } = placeOf(basename(path));
  const folder = dirname(path);
  return folder === "." ? stem : `${folder === "/" ? "" : folder}/${stem}`;
}

function oldestFirst(paths: readonly string[]): string[] {
  return paths
    .map((path) => ({ path, age: placeOf(basename(path)).age }))
    .sort((a, b) => compareAges(a.age, b.age))
    .map(({ path }) => path);
}

function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
