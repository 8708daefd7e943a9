import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { moment } from "../../fixtures/make/moment.ts";
import { formatAddress } from "../../src/model/address-text.ts";
import { escapeText } from "../../src/model/escape.ts";
import { type SnapshotOptions, takeSnapshot, type UnixSnapshot } from "../../src/sources/snapshot.ts";
import type { SourceHealth, SourceName } from "../../src/sources/source.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { inFolder } from "../kit/databases.ts";

const core = createCore(layouts);

/** The moment at which the fixture hosts are looked at. */
export const noon = BigInt(moment("2026-01-05T12:00:00"));

/** A snapshot at noon by a clock that stands still. */
export function snapshotOf(root: string, options: Partial<SnapshotOptions> = {}): Promise<UnixSnapshot> {
  return takeSnapshot(core, { root, now: noon, clock: () => 0, ...options });
}

/** Writes files into a root file system; a function as contents makes something else of the path. */
export type Contents = string | Uint8Array | ((path: string) => void);

/** Runs `body` with a root file system of its own that holds these files, removed afterwards. */
export function inRoot<T>(files: Readonly<Record<string, Contents>>, body: (root: string) => T): T {
  return inFolder((root) => {
    for (const [path, contents] of Object.entries(files)) {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      if (typeof contents === "function") contents(file);
      else writeFileSync(file, contents, typeof contents === "string" ? "latin1" : undefined);
    }
    return body(root);
  });
}

/** What one source said of itself in a snapshot of a root with these files. */
export function healthIn(files: Readonly<Record<string, Contents>>, source: SourceName): Promise<SourceHealth> {
  return inRoot(files, async (root) => healthOf(await snapshotOf(root, { sources: [source] }), source));
}

/** The health of one source. */
export function healthOf({ health }: UnixSnapshot, source: SourceName): SourceHealth {
  const found = health.find((one) => one.source === source);
  if (found === undefined) throw new Error(`${source} says nothing`);
  return found;
}

/** `user@line state` of each session. */
export function whoIs({ sessions }: UnixSnapshot): string[] {
  return sessions.map(({ username, line, state }) => `${username}@${line ?? ""} ${state}`);
}

/** A snapshot as text, a line for each session and each source. */
export function shown({ sessions, health }: UnixSnapshot): string {
  const rows = [...sessions, ...health].map((one) => Object.fromEntries(Object.entries(one).map(shownCell)));
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

function shownCell([name, value]: [string, unknown]): [string, unknown] {
  if (typeof value === "bigint") return [name, Number(value)];
  if (name === "src_ip") return [name, formatAddress(value as Uint8Array)];
  return [name, typeof value === "number" ? value : escapeText(value as string | Uint8Array)];
}
