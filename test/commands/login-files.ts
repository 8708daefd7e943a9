import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LayoutName, type WriterRecord, writeRecords } from "../kit/utmp-writer.ts";

const START = 1_767_225_600_000_000;

/** Where this process puts its files; gone when it ends. */
export const folder = mkdtempSync(join(tmpdir(), "whoflux-test-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Logins of alice a second apart from 2026 on; pid and second count from `from`. */
export function logins(count: number, from = 0): WriterRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    type: "USER_PROCESS",
    pid: from + index,
    line: "pts/0",
    id: "ts/0",
    user: "alice",
    host: "192.0.2.7",
    addr: "192.0.2.7",
    time: START + (from + index) * 1_000_000,
  }));
}

/** The same as bytes. */
export function wtmp(count: number, from = 0, layout: LayoutName = "linux-384-le"): Uint8Array {
  return writeRecords(layout, logins(count, from));
}

/** Puts bytes into a file of the folder and says where it is. */
export function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** The pids of JSON Lines. */
export function pids(stdout: string): number[] {
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line).pid]));
}

/** Whole numbers from `from` up to `to`, which is left out. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
