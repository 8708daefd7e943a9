import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

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

/** Like `openEvidence`; undefined when there is no such file. */
export function openIfThere(path: string): EvidenceFile | undefined {
  try {
    return openEvidence(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** O_NOATIME is for the owner and root only (open(2)); others get EPERM and read plainly. */
function openQuietly(path: string): number {
  const { O_RDONLY, O_NOATIME } = constants;
  if (O_NOATIME === undefined) return openSync(path, O_RDONLY);
  try {
    return openSync(path, O_RDONLY | O_NOATIME);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error;
    return openSync(path, O_RDONLY);
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
