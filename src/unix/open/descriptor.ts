import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats, statSync } from "node:fs";
import { WhofluxError } from "../../model/error.ts";

/** An open file and what it is. */
export interface Descriptor {
  readonly fd: number;
  readonly stats: Stats;
}

// Without O_NONBLOCK the open of a FIFO waits for its writer where no signal reaches; on plain files it means nothing.
// Windows lacks both flags.
const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
const UNTOUCHED = constants.O_NOATIME ?? 0;

/**
 * Opens a file strictly for reading, on Linux without touching its access time where the kernel allows it (owner or root).
 * Throws E_SOURCE saying what is in the way and what to do.
 */
export function openDescriptor(path: string): Descriptor {
  const fd = openReadOnly(path);
  const stats = fstatSync(fd);
  const refusal = refuse(path, stats);
  if (refusal === undefined) return { fd, stats };
  closeSync(fd);
  throw refusal;
}

/** The state of a descriptor inherited from the parent process; throws E_SOURCE when there is none. */
export function inheritedDescriptor(fd: number, path: string): Descriptor {
  try {
    const stats = fstatSync(fd);
    const refusal = refuse(path, stats);
    if (refusal !== undefined) throw refusal;
    return { fd, stats };
  } catch (cause) {
    if (cause instanceof WhofluxError) throw cause;
    throw new WhofluxError("E_SOURCE", "is closed", { path, cure: "pipe a file into it or name one", cause });
  }
}

/** An error of the file system while reading, with the offset it happened at. */
export function readFailure(path: string, offset: number, cause: unknown): WhofluxError {
  return new WhofluxError("E_SOURCE", "cannot be read", { path, offset, found: reason(cause), cause });
}

function openReadOnly(path: string): number {
  try {
    return openSync(path, READ_ONLY | UNTOUCHED);
  } catch (cause) {
    if (UNTOUCHED === 0 || codeOf(cause) !== "EPERM") throw openFailure(path, cause);
  }
  try {
    return openSync(path, READ_ONLY);
  } catch (cause) {
    throw openFailure(path, cause);
  }
}

function refuse(path: string, stats: Stats): WhofluxError | undefined {
  if (stats.isDirectory()) {
    const cure = `name the files in it: ${path.replace(/\/+$/, "")}/*`;
    return new WhofluxError("E_SOURCE", "is a directory", { path, cure });
  }
  if (stats.isBlockDevice()) {
    return new WhofluxError("E_SOURCE", "is a block device", { path, cure: "mount it read-only and name the files" });
  }
  return undefined;
}

function openFailure(path: string, cause: unknown): WhofluxError {
  const code = codeOf(cause);
  if (code === "ENOENT" || code === "ENOTDIR") return new WhofluxError("E_SOURCE", "no such file", { path, cause });
  if (code === "EACCES" || code === "EPERM") return closedFile(path, cause);
  if (code === "ENXIO") return new WhofluxError("E_SOURCE", "is a socket", { path, cure: "name a file", cause });
  return new WhofluxError("E_SOURCE", "cannot be opened", { path, found: reason(cause), cause });
}

function closedFile(path: string, cause: unknown): WhofluxError {
  try {
    const { mode, uid, gid } = statSync(path);
    const owner = `${nameOf("/etc/passwd", uid)}:${nameOf("/etc/group", gid)}`;
    const found = `mode ${(mode & 0o7777).toString(8).padStart(4, "0")} ${owner}`;
    const cure = "run as root or as a member of the group that owns it";
    return new WhofluxError("E_SOURCE", "may not be read", { path, found, cure, cause });
  } catch {
    return new WhofluxError("E_SOURCE", "is in a directory that may not be entered", {
      path,
      cure: "run as root",
      cause,
    });
  }
}

/** The name behind a number, from a file of `name:…:number:` lines; the number itself when nobody knows it. */
function nameOf(file: string, id: number): string {
  try {
    const lines = readFileSync(file, "latin1").split("\n");
    return lines.map((line) => line.split(":")).find((parts) => parts[2] === String(id))?.[0] ?? String(id);
  } catch {
    return String(id);
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as { code?: string } | undefined)?.code;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
