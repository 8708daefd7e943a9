import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RecordCells } from "../../src/model/record.ts";
import type { DatabaseInput } from "../../src/unix/sqlite/page-store.ts";
import { readDatabase } from "../../src/unix/sqlite/read-database.ts";

/** Everything a reading of a database gave. */
export interface Reading {
  readonly records: readonly RecordCells[];
  /** `where: reason` of each. */
  readonly skips: readonly string[];
  readonly notices: readonly string[];
}

/** Path of a committed fixture. */
export function fixture(name: string): string {
  return new URL(`../../fixtures/${name}`, import.meta.url).pathname;
}

/** Reads a whole database, its texts as strings, one character per byte. */
export function readAll(input: string | DatabaseInput): Reading {
  const records: RecordCells[] = [];
  const skips: string[] = [];
  const notices: string[] = [];
  const report = {
    skip: ({ where, reason }: { readonly where?: string; readonly reason: string }) => {
      skips.push(`${where}: ${reason}`);
    },
    notice: (message: string) => {
      notices.push(message);
    },
  };
  for (const cells of readDatabase(typeof input === "string" ? { path: input } : input, report))
    records.push(spelled(cells));
  return { records, skips, notices };
}

function spelled(cells: RecordCells): RecordCells {
  const entries = Object.entries(cells).map(([field, value]) => {
    return [field, value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value];
  });
  return Object.fromEntries(entries);
}

/** Runs `body` with a directory of its own, removed afterwards, also behind a promise. */
export function inFolder<T>(body: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "whoflux-test-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const result = body(folder);
    if (result instanceof Promise) return result.finally(remove) as T;
    remove();
    return result;
  } catch (error) {
    remove();
    throw error;
  }
}

/** Runs SQL through the real `sqlite3` and returns what it prints; it may kill itself (`.shell kill -9 $PPID`). */
export function runSql(program: string, database: string, sql: string): string {
  const { stdout, stderr, signal } = spawnSync(program, ["-batch", database], { input: sql, encoding: "utf8" });
  if (stderr !== "" && signal === null) throw new Error(`sqlite3: ${stderr}`);
  return stdout;
}

export const WTMP_COLUMNS =
  "ID INTEGER PRIMARY KEY, Type INTEGER, User TEXT NOT NULL, Login INTEGER, Logout INTEGER, TTY TEXT, RemoteHost TEXT, Service TEXT";
