import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RECORD } from "./history.ts";

const BLOCK_RECORDS = 8192;
const MIB = 2 ** 20;

/** Hands a private folder to `work` and removes it after, also when interrupted; needs `mib` MiB of free space. */
export async function inScratch(mib: number, work: (folder: string) => Promise<void>): Promise<void> {
  const { bavail, bsize } = statfsSync(tmpdir());
  const free = Math.floor((bavail * bsize) / MIB);
  if (free < mib * 1.1)
    throw new Error(`${tmpdir()}: expected ${mib} MiB of free space, found ${free}: set TMPDIR, or --size`);
  const folder = mkdtempSync(join(tmpdir(), "whoflux-bench-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const interrupted = (): void => {
    remove();
    process.exit(130);
  };
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);
  try {
    await work(folder);
  } finally {
    remove();
  }
}

/** Fills blocks with records, each going on where the last one ended. */
export interface RecordSource {
  fill(block: Buffer): void;
}

/** Writes a file of so many records of a source. */
export function writeRecords(path: string, source: RecordSource, records: number): void {
  const block = Buffer.alloc(BLOCK_RECORDS * RECORD);
  const file = openSync(path, "wx");
  try {
    for (let left = records; left > 0; left -= BLOCK_RECORDS) {
      const part = block.subarray(0, Math.min(left, BLOCK_RECORDS) * RECORD);
      source.fill(part);
      writeSync(file, part);
    }
  } finally {
    closeSync(file);
  }
}
