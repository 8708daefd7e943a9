import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Word } from "../../src/model/word.ts";
import type { SpoolPlace } from "../../src/spool/batch.ts";
import { disk, type SpoolFiles } from "../../src/spool/files.ts";
import { Spool } from "../../src/spool/spool.ts";
import type { SpoolOptions } from "../../src/spool/spool-options.ts";

/** A spool, and what it said. */
export interface Opened {
  readonly spool: Spool;
  readonly words: Word[];
}

/** The disk, where nothing is made durable: no power is cut in these tests, and thousands of syncs would take minutes. */
export const hasty: SpoolFiles = {
  ...disk,
  sync: () => {},
  syncFolder: () => {},
  save(path, form, state) {
    const text = form.textOf(state);
    writeFileSync(path, `${text}\nsha256 ${createHash("sha256").update(text).digest("hex")}\n`);
  },
};

/** Opens a spool that keeps nothing safe from power cuts and is never full, unless told otherwise. */
export function openSpool(folder: string, options: Partial<SpoolOptions> = {}, files: SpoolFiles = disk): Opened {
  const words: Word[] = [];
  const spool = Spool.open(
    {
      folder,
      maxBytes: 1 << 30,
      whenFull: "refuse",
      sync: "never",
      marks: new Map(),
      now: () => 1_700_000_000_000,
      say: (word) => words.push(word),
      ...options,
    },
    files,
  );
  return { spool, words };
}

/** Lines `x=1`, `x=2`, … with their numbers, as one text. */
export function numbered(first: number, count: number, filling = ""): Buffer {
  return Buffer.from(Array.from({ length: count }, (_, index) => `x=${first + index}${filling}\n`).join(""));
}

/** Everything that waits, line by line, acknowledged or not. */
export function drain(
  spool: Spool,
  then: "acknowledge" | "leave",
  limits: { readonly maxLines: number; readonly maxBytes: number } = { maxLines: 1000, maxBytes: 100_000 },
): string[] {
  const lines: string[] = [];
  let end: SpoolPlace | undefined;
  for (let batch = spool.take(limits); batch !== undefined; batch = spool.take(limits)) {
    lines.push(...linesOf(batch.text));
    end = batch.end;
    if (then === "acknowledge") spool.acknowledge(end);
  }
  return lines;
}

/** Lines without their LF. */
export function linesOf(text: Uint8Array): string[] {
  return Buffer.from(text).toString("latin1").split("\n").slice(0, -1);
}

/** The segments that are there, by name. */
export function segmentsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".seg"))
    .sort();
}

/** Bytes of a segment. */
export function bytesOf(folder: string, name = "00000001.seg"): Buffer {
  return readFileSync(join(folder, name));
}

/** What was said, as one text. */
export function said(words: readonly Word[]): string {
  return words.map(({ text }) => text).join("\n");
}
