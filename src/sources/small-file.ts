import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

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
