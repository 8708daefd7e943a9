import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { History, RECORD } from "./history.ts";

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

/** Writes a wtmp of so many records; the same number gives the same file. */
export function writeHistory(path: string, records: number): void {
  const history = new History();
  const block = Buffer.alloc(BLOCK_RECORDS * RECORD);
  const file = openSync(path, "wx");
  try {
    for (let left = records; left > 0; left -= BLOCK_RECORDS) {
      const part = block.subarray(0, Math.min(left, BLOCK_RECORDS) * RECORD);
      history.fill(part);
      writeSync(file, part);
    }
  } finally {
    closeSync(file);
  }
}
