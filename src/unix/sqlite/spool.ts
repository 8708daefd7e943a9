import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WhofluxError } from "../../model/error.ts";
import type { DatabaseInput } from "./page-store.ts";

/** Room left to others on the file system of the private copy. */
const SPARE_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;

/** Anything that fills a buffer from its start and tells how far; 0 at the end. */
export interface Chunks {
  readonly path: string;
  /** Where the next byte stands; jumps over holes. At the end, how long the file is. */
  readonly offset: number;
  read(target: Uint8Array): number | Promise<number>;
}

/**
 * Copies a database that cannot be read at any place (a pipe, a compressed file) to a private file, and hands that to
 * `readDatabase`, which closes it. Holes stay holes.
 *
 * The copy has no name: it is removed before the first byte is written, so it is gone however the process ends.
 * Throws WhofluxError E_SOURCE when it would fill the file system. A write-ahead log is a file of its own: what only
 * the log holds is not in a copy of the database alone.
 */
export async function spoolDatabase(source: Chunks): Promise<DatabaseInput> {
  const folder = tmpdir();
  const fd = openNameless(folder);
  try {
    const room = roomIn(folder);
    const chunk = new Uint8Array(CHUNK_BYTES);
    let written = 0;
    for (let at = source.offset, bytes = await source.read(chunk); bytes > 0; bytes = await source.read(chunk)) {
      written += bytes;
      if (written > room) throw noRoom(source.path, folder, room);
      writeFully(fd, chunk.subarray(0, bytes), at);
      at = source.offset;
    }
    ftruncateSync(fd, source.offset);
    return { path: source.path, fd };
  } catch (error) {
    closeSync(fd);
    if ((error as NodeJS.ErrnoException).code === "ENOSPC") throw noRoom(source.path, folder, 0);
    throw error;
  }
}

/** A file of mode 0600 in a directory of mode 0700, both gone again before anybody could look. */
function openNameless(parent: string): number {
  const folder = mkdtempSync(join(parent, "whoflux-"));
  try {
    return openSync(join(folder, "database"), "wx+", 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bytes that may be written: what is free now, less the spare. */
function roomIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Math.max(0, bavail * bsize - SPARE_BYTES);
}

function writeFully(fd: number, bytes: Uint8Array, position: number): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(fd, bytes, written, bytes.length - written, position + written);
  }
}

function noRoom(path: string, folder: string, room: number): WhofluxError {
  return new WhofluxError("E_SOURCE", `no room in ${folder} for a copy of the database (${room} bytes may be used)`, {
    path,
    cure: "set TMPDIR to a file system with more room, or give the unpacked file by its name",
  });
}
