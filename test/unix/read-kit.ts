import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LoginRecord, type ReadOptions, readRecords, type WhofluxError } from "../../src/index.ts";
import { inFolder } from "./open-kit.ts";

/** Everything that reading a file gave, as the command would have it. */
export interface Reading {
  readonly records: readonly LoginRecord[];
  /** `start-end reason` of each place without a record. */
  readonly skips: readonly string[];
  readonly errors: readonly WhofluxError[];
}

/** Reads a file to its end, faults included. */
export async function readPath(path: string, options: ReadOptions = {}): Promise<Reading> {
  const records: LoginRecord[] = [];
  const skips: string[] = [];
  const errors: WhofluxError[] = [];
  const told: ReadOptions = {
    onSkip: ({ start, end, reason }) => skips.push(`${start}-${end} ${reason}`),
    onError: (error) => errors.push(error),
  };
  for await (const record of readRecords(path, { ...told, ...options })) records.push(record);
  return { records, skips, errors };
}

/** Writes bytes into a file of this name and reads that. */
export function readContent(bytes: Uint8Array, name = "file", options: ReadOptions = {}): Promise<Reading> {
  return inFolder((folder) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return readPath(path, options);
  });
}

/** The bytes that these records of one size and the skipped places cover: each number of times, with how many bytes. */
export function covered(size: number, width: number, { records, skips }: Reading): Record<number, number> {
  const times = new Uint8Array(size);
  const add = (start: number, end: number): void => {
    for (let at = start; at < end; at++) times[at] = (times[at] ?? 0) + 1;
  };
  for (const { offset = 0 } of records) add(offset, offset + width);
  for (const skip of skips) {
    const [start = 0, end = 0] = skip.split(/[- ]/).map(Number);
    add(start, end);
  }
  const counts: Record<number, number> = {};
  for (const count of times) counts[count] = (counts[count] ?? 0) + 1;
  return counts;
}
