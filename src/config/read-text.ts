import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** A text out of a file, and whether every user of the machine can read it too. */
export interface ReadText {
  readonly text: string;
  readonly isOpenToAll: boolean;
}

/** Reads a whole file or pipe of UTF-8; a descriptor may stand for a path. Throws with what is wrong when it is none, or holds more than `most` bytes. */
export function readText(file: string | number, most: number): ReadText {
  const fd = typeof file === "number" ? file : openSync(file, "r");
  try {
    const { mode } = fstatSync(fd);
    const bytes = readAll(fd, most);
    return { text: decoded(bytes), isOpenToAll: (mode & 0o004) !== 0 };
  } finally {
    if (fd !== file) closeSync(fd);
  }
}

function readAll(fd: number, most: number): Uint8Array {
  const bytes = new Uint8Array(most + 1);
  let length = 0;
  for (;;) {
    const count = readSome(fd, bytes.subarray(length));
    length += count;
    if (length > most) throw new Error(`more than ${most} bytes`);
    if (count === 0) return bytes.subarray(0, length);
  }
}

/** Standard input may have been made not to wait by whoever had it before. */
function readSome(fd: number, bytes: Uint8Array): number {
  for (;;) {
    try {
      return readSync(fd, bytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error("no UTF-8");
  }
}

/** Why reading failed, in words. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? "";
  const known: Readonly<Record<string, string>> = {
    ENOENT: "no such file",
    EISDIR: "a directory",
    EACCES: "no permission",
  };
  return known[code] ?? (code !== "" ? code : error instanceof Error ? error.message : String(error));
}
