import { closeSync, mkdtempSync, openSync, readSync, rmSync, statfsSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WhofluxError } from "../model/error.ts";

/** Room left to others on the file system of the private file. */
const SPARE_BYTES = 64 * 1024 * 1024;

/** What a file is for, in the words of the message when there is no room. */
export interface Purpose {
  /** The input it serves. */
  readonly path: string;
  /** `a copy of the database`. */
  readonly what: string;
  readonly cure: string;
}

/**
 * A private file in the directory for temporary files. It has no name: it is removed before the first byte is written,
 * so it is gone however the process ends. Throws WhofluxError E_SOURCE when it would fill the file system.
 */
export class NamelessFile {
  readonly fd: number;
  readonly #purpose: Purpose;
  readonly #folder: string;
  readonly #room: number;
  #written = 0;

  constructor(purpose: Purpose) {
    this.#purpose = purpose;
    this.#folder = tmpdir();
    this.fd = openNameless(this.#folder);
    this.#room = roomIn(this.#folder);
  }

  /** Writes all bytes at a position. */
  write(bytes: Uint8Array, position: number): void {
    this.#written += bytes.length;
    if (this.#written > this.#room) throw this.#noRoom(this.#room);
    try {
      for (let written = 0; written < bytes.length; ) {
        written += writeSync(this.fd, bytes, written, bytes.length - written, position + written);
      }
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === "ENOSPC" ? this.#noRoom(0) : error;
    }
  }

  /** Fills `target` with the bytes at a position, all of which have been written. */
  read(target: Uint8Array, position: number): void {
    for (let got = 0; got < target.length; ) {
      const bytes = readSync(this.fd, target, got, target.length - got, position + got);
      if (bytes === 0) throw new RangeError(`a private file ends at ${position + got}`);
      got += bytes;
    }
  }

  close(): void {
    closeSync(this.fd);
  }

  #noRoom(room: number): WhofluxError {
    const { path, what, cure } = this.#purpose;
    return new WhofluxError("E_SOURCE", `no room in ${this.#folder} for ${what} (${room} bytes may be used)`, {
      path,
      cure,
    });
  }
}

/** A file of mode 0600 in a directory of mode 0700, both gone again before anybody could look. */
function openNameless(parent: string): number {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(parent, "whoflux-"));
    return openSync(join(folder, "private"), "wx+", 0o600);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const cure = "set TMPDIR to a directory that can be written to";
    throw new WhofluxError("E_SOURCE", `cannot make a private file (${code})`, { path: parent, cure, cause });
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Bytes that may be written: what is free now, less the spare. */
function roomIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Math.max(0, bavail * bsize - SPARE_BYTES);
}
