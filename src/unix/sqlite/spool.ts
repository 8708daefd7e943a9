import { ftruncateSync } from "node:fs";
import { NamelessFile } from "../nameless-file.ts";
import type { DatabaseInput } from "./page-store.ts";

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
 * Throws WhofluxError E_SOURCE when it would fill the file system. A write-ahead log is a file of its own: what only
 * the log holds is not in a copy of the database alone.
 */
export async function spoolDatabase(source: Chunks): Promise<DatabaseInput> {
  const file = new NamelessFile({
    path: source.path,
    what: "a copy of the database",
    cure: "set TMPDIR to a file system with more room, or give the unpacked file by its name",
  });
  try {
    const chunk = new Uint8Array(CHUNK_BYTES);
    for (let at = source.offset, bytes = await source.read(chunk); bytes > 0; bytes = await source.read(chunk)) {
      file.write(chunk.subarray(0, bytes), at);
      at = source.offset;
    }
    ftruncateSync(file.fd, source.offset);
    return { path: source.path, fd: file.fd };
  } catch (error) {
    file.close();
    throw error;
  }
}
