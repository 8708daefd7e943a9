import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bytesOf, hostileTexts } from "../kit/hostile.ts";
import { type WriterRecord, writeRecords } from "../kit/utmp-writer.ts";

/** 2023-11-14 22:13:20 UTC, in microseconds. */
export const START = 1_700_000_000_000_000n;

/** A root file system of a machine that exists for one test. */
export class Machine {
  readonly root = mkdtempSync(join(tmpdir(), "whoflux-machine-"));

  /** Who is there, by utmp; there is no /proc, so nobody is stale. */
  people(records: readonly WriterRecord[]): void {
    this.write("run/utmp", writeRecords("linux-384-le", records));
  }

  /** More records of a log. */
  log(name: "wtmp" | "btmp", records: readonly WriterRecord[]): void {
    this.write(`var/log/${name}`, "");
    appendFileSync(this.file(`var/log/${name}`), writeRecords("linux-384-le", records));
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(this.file(path)), { recursive: true });
    if (content.length > 0) writeFileSync(this.file(path), content);
  }

  file(path: string): string {
    return join(this.root, path);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Somebody on a terminal, or the end of that. */
export function login(user: string | Uint8Array, line: string | Uint8Array, more: WriterRecord = {}): WriterRecord {
  return { type: "USER_PROCESS", user, line, pid: 4242, time: START, host: "client.example.org", ...more };
}

/** A session for every hostile text, as far as utmp has room: the user and the host bear it, the line is plain. */
export function hostilePeople(): WriterRecord[] {
  return hostileTexts.map(([, text], index) =>
    login(bytesOf(text).subarray(0, 32), `pts/${index}`, { host: bytesOf(text).subarray(0, 256), pid: 1000 + index }),
  );
}
