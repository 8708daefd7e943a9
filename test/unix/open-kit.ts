import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WhofluxError } from "../../src/model/error.ts";
import type { ByteSource } from "../../src/unix/open/byte-source.ts";
import { openSource } from "../../src/unix/open/open.ts";
import { chanceOf } from "../kit/chance.ts";

/** What came out of a source before it ended or failed. */
export interface Outcome {
  readonly bytes: Buffer;
  readonly error: WhofluxError | undefined;
  readonly notices: readonly string[];
  readonly container: string;
}

/** Reads a source to its end in pieces of `step` bytes, and closes it. Anything but a WhofluxError fails the test. */
export async function drain(source: ByteSource, step = 64 * 1024): Promise<Outcome> {
  const parts: Buffer[] = [];
  const target = new Uint8Array(step);
  let error: WhofluxError | undefined;
  let length = 0;
  try {
    for (;;) {
      const count = await source.read(target);
      if (count === 0) break;
      length += count;
      parts.push(Buffer.from(target.subarray(0, count)));
      if (source.offset !== length) throw new Error(`offset ${source.offset} after ${length} bytes`);
    }
  } catch (caught) {
    if (!(caught instanceof WhofluxError)) throw caught;
    error = caught;
  } finally {
    source.close();
    source.close();
  }
  return { bytes: Buffer.concat(parts), error, notices: [], container: source.container };
}

/** Opens a file by name and reads it to its end. */
export async function readFile(path: string, step?: number): Promise<Outcome> {
  const notices: string[] = [];
  try {
    const source = await openSource(path, (message) => notices.push(message));
    return { ...(await drain(source, step)), notices };
  } catch (error) {
    if (!(error instanceof WhofluxError)) throw error;
    return { bytes: Buffer.alloc(0), error, notices, container: "none" };
  }
}

/** Writes the bytes into a file and reads that. */
export async function readBytes(bytes: Uint8Array, step?: number): Promise<Outcome> {
  return inFolder(async (folder) => {
    const path = join(folder, "file");
    writeFileSync(path, bytes);
    return readFile(path, step);
  });
}

/** Runs with a new empty folder, removed afterwards. */
export async function inFolder<Result>(run: (folder: string) => Result | Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "whoflux-open-"));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A source that gives bytes as a slow pipe does: later, in pieces of `sizes` in turn. */
export function slowly(bytes: Uint8Array, sizes: readonly number[]): ByteSource {
  let at = 0;
  let turn = 0;
  return {
    path: "pipe",
    container: "plain",
    get offset() {
      return at;
    },
    async read(target) {
      await Promise.resolve();
      const size = Math.max(1, sizes[turn++ % sizes.length] ?? 1);
      const part = bytes.subarray(at, at + Math.min(size, target.length));
      target.set(part);
      at += part.length;
      return part.length;
    },
    close() {},
  };
}

/** Records like those of a wtmp of 384 bytes each: text, zeros, numbers that grow, numbers that do not. */
export function history(records: number): Buffer {
  const chance = chanceOf(20260101);
  const bytes = Buffer.alloc(records * 384);
  let seconds = 1767225600;
  for (let at = 0; at < bytes.length; at += 384) {
    const line = `pts/${chance.between(0, 30)}`;
    bytes.writeUInt16LE(chance.pick([7, 8]), at);
    bytes.writeUInt32LE(chance.between(300, 65000), at + 4);
    bytes.write(line, at + 8);
    bytes.write(line.slice(-4), at + 40);
    if (bytes[at] === 7) {
      bytes.write(chance.pick(["alice", "bob", "carol", "root"]), at + 44);
      bytes.write(`192.0.2.${chance.between(1, 254)}`, at + 76);
    }
    seconds += chance.between(0, 600);
    bytes.writeUInt32LE(seconds, at + 340);
    bytes.writeUInt32LE(chance.between(0, 999_999), at + 344);
  }
  return bytes;
}

/** The content of every file in fixtures/open: 40 records, some noise that does not pack, a run, and a partial record. */
export function fixtureContent(): Buffer {
  return Buffer.concat([history(40), chanceOf(7).bytes(300), Buffer.alloc(5000, "a"), history(41).subarray(-200)]);
}
