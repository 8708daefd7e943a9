import * as assert from "uvu/assert";
import type { Diagnosis } from "../../src/doctor/diagnosis.ts";
import type { FileFinding } from "../../src/doctor/file-finding.ts";
import { whoflux } from "./cli.ts";
import { type Entry, inRoot } from "./scratch-root.ts";
import { writeRecords } from "./utmp-writer.ts";

const TIME = 1_767_225_600_000_000n;

/** A history of that many logins, a second apart, from the first second of 2026 on. */
export function logins(count: number): Uint8Array {
  const records = Array.from({ length: count }, (_, index) => {
    const time = TIME + BigInt(index) * 1_000_000n;
    return { type: "USER_PROCESS", pid: 100 + index, line: `pts/${index}`, user: "alice", time } as const;
  });
  return writeRecords("linux-384-le", records);
}

/** What the doctor says of a root, as people see it. */
export function doctorText(root: string, ...args: readonly string[]): { status: number | null; out: string } {
  const { status, stdout, stderr } = whoflux(["doctor", "--root", root, ...args]);
  assert.is(stderr, "");
  return { status, out: Buffer.from(stdout, "latin1").toString() };
}

/** The same as an object. */
export function diagnosisOf(root: string, options: { readonly uid?: number } = {}): Diagnosis & { status: number } {
  const { status, stdout, stderr } = whoflux(["doctor", "--root", root, "--format", "json"], options);
  assert.is(stderr, "");
  assert.match(stdout, /^\{.*\}\n$/);
  return { ...JSON.parse(Buffer.from(stdout, "latin1").toString()), status };
}

/** What the doctor says of one file of a root, without what depends on the machine; nothing when it is not told. */
export function fileTold(files: Readonly<Record<string, Entry>>, path: string): Partial<FileFinding> {
  return inRoot(files, (root) => {
    const found: Partial<FileFinding> = diagnosisOf(root).files.find((file) => file.path === path) ?? {};
    const { mode: _, owner: __, group: ___, modified: ____, ...rest } = found;
    return rest;
  });
}
