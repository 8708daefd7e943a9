import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { visible } from "../../model/visible.ts";
import { Damage } from "./damage.ts";

/** A file that is only ever read. */
export interface EvidenceFile {
  readonly path: string;
  /** Bytes when it was opened. */
  readonly size: number;
  /** Reads at `position` until `target` is full or the file ends; returns the bytes read. */
  read(target: Uint8Array, position: number): number;
  /** Changes when the file is written, grows, shrinks or becomes another file. */
  stamp(): string;
  close(): void;
}

/** Opens for reading, without leaving a trace in the access time where the system allows that. */
export function openEvidence(path: string): EvidenceFile {
  return evidenceOf(openQuietly(path), path);
}

/** The same for a descriptor that is open already; `close` closes it. */
export function evidenceOf(fd: number, path: string): EvidenceFile {
  const { size } = fstatSync(fd);
  let open = true;
  return {
    path,
    size,
    read: (target, position) => readFully(fd, target, position),
    stamp: () => {
      const { dev, ino, size: now, mtimeNs } = fstatSync(fd, { bigint: true });
      return `${dev}:${ino}:${now}:${mtimeNs}`;
    },
    close: () => {
      if (open) closeSync(fd);
      open = false;
    },
  };
}

/**
 * Opens a file that may lie beside a database; undefined when there is none. Like SQLite it follows no link, which may
 * lead out of a root, and waits for no FIFO: throws Damage for what is no regular file.
 */
export function openSide(path: string): EvidenceFile | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (!stats.isFile()) throw new Damage(`${visible(basename(path))} beside it is no regular file`);
  try {
    return evidenceOf(openQuietly(path, SIDE), path);
  } catch (error) {
    // Its writer has put it away meanwhile.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

const SIDE = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** O_NOATIME is for the owner and root only (open(2)); others get EPERM and read plainly. */
function openQuietly(path: string, more = 0): number {
  const { O_RDONLY, O_NOATIME } = constants;
  if (O_NOATIME === undefined) return openSync(path, O_RDONLY | more);
  try {
    return openSync(path, O_RDONLY | O_NOATIME | more);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error;
    return openSync(path, O_RDONLY | more);
  }
}

function readFully(fd: number, target: Uint8Array, position: number): number {
  let filled = 0;
  while (filled < target.length) {
    const bytes = readSync(fd, target, filled, target.length - filled, position + filled);
    if (bytes === 0) break;
    filled += bytes;
  }
  return filled;
}
