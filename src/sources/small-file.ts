import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import type { Root } from "./rooted.ts";

/** Neither waits for the writer of a FIFO, nor becomes anybody's terminal, nor follows a link. Windows lacks the flags. */
const QUIETLY =
  constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0) | (constants.O_NOFOLLOW ?? 0);

const buffer = Buffer.allocUnsafe(64 * 1024);

/**
 * The whole of a regular file, one character a byte; undefined for anything else (a FIFO, a device) and for a file that
 * is longer than `limit`. Throws the file system's error.
 */
export function readSmall(path: string, limit: number): string | undefined {
  const fd = openSync(path, QUIETLY);
  try {
    if (!fstatSync(fd).isFile()) return undefined;
    let text = "";
    for (;;) {
      const length = readSync(fd, buffer, 0, buffer.length, null);
      if (length === 0) return text;
      text += buffer.toString("latin1", 0, length);
      if (text.length > limit) return undefined;
    }
  } finally {
    closeSync(fd);
  }
}

/** The same of a path inside a root, whose links are followed there: on some systems `/etc/passwd` is one. */
export function readInside(root: Root, path: string, limit: number): string | undefined {
  const file = root.file(path);
  return readSmall(root.isOwn ? realpathSync(file) : file, limit);
}
