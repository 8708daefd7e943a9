import { type BigIntStats, lstatSync, readdirSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { type Age, compareAges, placeOf } from "../unix/inputs/rotation.ts";
import { type FileIdentity, identityOf } from "./position.ts";

/** A file that a log was moved to, or copied. */
export interface RotatedFile extends FileIdentity {
  readonly path: string;
  readonly age: Age;
}

/**
 * The rotated files of the log at `path`, oldest first; of one age, the uncompressed first. The log itself is none, and
 * nothing that rotates logs makes links: one might lead out of the root.
 */
export function rotatedFiles(path: string): RotatedFile[] {
  const folder = dirname(path);
  const live = basename(path);
  return namesIn(folder)
    .map((name) => ({ name, place: placeOf(name) }))
    .filter(({ name, place }) => name !== live && place.stem === live && place.age.kind !== "live")
    .flatMap(({ name, place }) => {
      const stats = regularFile(lstatSync, `${folder}/${name}`);
      return stats === undefined ? [] : [{ path: `${folder}/${name}`, age: place.age, ...identityOf(stats) }];
    })
    .sort((a, b) => compareAges(a.age, b.age) || a.path.length - b.path.length);
}

/** What stands at a path, when that is a file. */
export function fileAt(path: string): BigIntStats | undefined {
  return regularFile(statSync, path);
}

function regularFile(look: typeof statSync, path: string): BigIntStats | undefined {
  try {
    const stats = look(path, { bigint: true, throwIfNoEntry: false });
    return stats?.isFile() ? stats : undefined;
  } catch {
    return undefined;
  }
}

/** The directory that cannot be listed has no rotated files for us; the log in it may still be read. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
