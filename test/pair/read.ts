import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StayOutput } from "../../src/commands/stay-output.ts";
import type { FormatName } from "../../src/formats/index.ts";
import type { Report } from "../../src/model/report.ts";
import { momentsOf } from "../../src/pair/moments.ts";
import { compileSelection, type SelectionOptions } from "../../src/select/index.ts";
import { History } from "../../src/unix/history.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import type { PairingShape } from "../../src/wasm/pairing.ts";

/** A file by its name, and its bytes, or the path where it lies. */
export type File = readonly [name: string, bytes: Uint8Array | string];

export interface ReadOptions {
  readonly format?: FormatName;
  readonly computer?: string;
  readonly selection?: SelectionOptions;
}

/** What a reading gave: text, and sentences on what it could not show or read. */
export interface Reading {
  readonly text: string;
  readonly notices: readonly string[];
}

const core = createCore(layouts, "stays");

/** Reads files as `whoflux read --as …` does, in this process. */
export async function read(shape: PairingShape, files: readonly File[], options: ReadOptions = {}): Promise<Reading> {
  return withFiles(files, (paths) => readPaths(shape, paths, options));
}

/** Lines of JSON as objects. */
export function objectsOf({ text }: Reading): Readonly<Record<string, unknown>>[] {
  const lines = text.split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Runs `body` with paths to the files, which are removed behind it. */
export async function withFiles<T>(files: readonly File[], body: (paths: string[]) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "whoflux-pair-"));
  try {
    const paths = files.map(([name, bytes]) => {
      if (typeof bytes === "string") return bytes;
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    });
    return await body(paths);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readPaths(shape: PairingShape, paths: string[], options: ReadOptions): Promise<Reading> {
  const { format = "jsonl", computer, selection = {} } = options;
  const pieces: Buffer[] = [];
  const notices: string[] = [];
  const report: Report = {
    skip: (skip) => notices.push("start" in skip ? `${skip.start} to ${skip.end}: ${skip.reason}` : skip.reason),
    fail: (error) => notices.push(error.message),
    notice: (message) => notices.push(message),
  };
  const compiled = compileSelection(selection, () => 0);
  const shown = computer === undefined ? {} : { computer };
  const output = new StayOutput(core, shape, { format, selection: compiled, ...shown }, (bytes) =>
    pieces.push(Buffer.from(bytes)),
  );
  const history = new History(core, paths, { stays: momentsOf }, report);
  for (let rows = await history.next(); rows > 0; rows = await history.next()) output.write(rows, history.path);
  history.close();
  output.end();
  notices.push(...output.leftOut());
  const folder = paths.map((path) => path.slice(0, path.lastIndexOf("/") + 1)).find((path) => path !== "") ?? "";
  return {
    text: new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(pieces)),
    notices: notices.map((notice) => notice.replaceAll(folder, "")),
  };
}
