import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
} from "node:fs";
import { WhofluxError } from "../model/error.ts";
import { visible } from "../model/visible.ts";
import type { Word } from "../model/word.ts";
import type { Refused } from "./influx/outcome.ts";
import { quarantineRows } from "./quarantine-rows.ts";

/** Where refused lines are kept, and whom to tell. */
export interface QuarantineOptions {
  /** Of the file, `…/quarantine.jsonl`; its folder is there. */
  readonly path: string;
  /** Milliseconds since 1970: `Date.now`. */
  readonly now: () => number;
  readonly say: (word: Word) => void;
  /** Bytes after which the file becomes `PATH.1`, and an older one of that name goes. */
  readonly maxBytes?: number;
}

/** 64 MiB. */
const MAX_BYTES = 64 * 1024 * 1024;
const LF = 0x0a;

/**
 * Lines that a server will never take, kept with its reasons for a person to look at: JSON Lines, of which `jq -r .line` gives
 * the lines themselves. For the owner only, for names in it may be mistyped passwords.
 */
export class Quarantine {
  readonly #options: QuarantineOptions;
  readonly #maxBytes: number;
  #fd: number | undefined;

  constructor(options: QuarantineOptions) {
    this.#options = options;
    this.#maxBytes = options.maxBytes ?? MAX_BYTES;
  }

  /** The file. */
  get path(): string {
    return this.#options.path;
  }

  /**
   * Adds lines, on disk when it returns; an older file may make room, which is said. Throws E_SINK, and leaves nothing of
   * them, when the disk refuses.
   */
  add(refused: readonly Refused[], server: string): void {
    if (refused.length === 0) return;
    const { path, now } = this.#options;
    const rows = quarantineRows(refused, server, new Date(now()).toISOString());
    try {
      const fd = this.#room(rows.length);
      const { size } = fstatSync(fd);
      try {
        writeWhole(fd, rows);
        fsyncSync(fd);
      } catch (error) {
        ftruncateSync(fd, size);
        throw error;
      }
    } catch (cause) {
      if (cause instanceof WhofluxError) throw cause;
      throw this.#refusal("refused lines cannot be kept", path, cause);
    }
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  /** The file, with room for some bytes more. */
  #room(bytes: number): number {
    const { path } = this.#options;
    const fd = this.#open();
    const { size } = fstatSync(fd);
    if (size === 0 || size + bytes <= this.#maxBytes) return fd;
    const older = `${path}.1`;
    const lost = linesOf(older);
    this.close();
    renameSync(path, older);
    if (lost > 0) {
      const text = `${visible(older)}: ${lost} refused lines made room for newer ones`;
      this.#options.say({ level: "W", text });
    }
    return this.#open();
  }

  /** Opens the file; a row that a crash has cut short is taken off, for its lines come again. */
  #open(): number {
    const { path, say } = this.#options;
    if (this.#fd !== undefined && isAt(this.#fd, path)) return this.#fd;
    this.close();
    const fd = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | noFollow, 0o600);
    this.#fd = fd;
    if (!fstatSync(fd).isFile()) {
      this.close();
      throw new WhofluxError("E_SINK", "refused lines cannot be kept", { path, expected: "a file" });
    }
    const whole = wholeBytes(fd);
    const torn = fstatSync(fd).size - whole;
    if (torn > 0) {
      ftruncateSync(fd, whole);
      say({ level: "W", text: `${visible(path)}: offset 0x${whole.toString(16)}: cut off ${torn} bytes of a row` });
    }
    syncFolder(path);
    return fd;
  }

  #refusal(problem: string, path: string, cause: unknown): WhofluxError {
    const found = cause instanceof Error ? cause.message : String(cause);
    return new WhofluxError("E_SINK", problem, { path, found, cure: "make room or check its permissions", cause });
  }
}

/** Whether a file is still the one of that name: who has looked at it may have put it away, or removed it. */
function isAt(fd: number, path: string): boolean {
  const [here, there] = [fstatSync(fd), lstatSync(path, { throwIfNoEntry: false })];
  return here.ino === there?.ino && here.dev === there.dev;
}

const noFollow = constants.O_NOFOLLOW ?? 0;

function writeWhole(fd: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(fd, bytes, written);
}

/** Bytes up to the last LF of a file. */
function wholeBytes(fd: number): number {
  const chunk = new Uint8Array(64 * 1024);
  let end = fstatSync(fd).size;
  while (end > 0) {
    const from = Math.max(0, end - chunk.length);
    const count = readSync(fd, chunk, 0, end - from, from);
    const at = chunk.subarray(0, count).lastIndexOf(LF);
    if (at >= 0) return from + at + 1;
    end = from;
  }
  return 0;
}

/** Lines of a file; none where there is no file. */
function linesOf(path: string): number {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return 0;
  const fd = openSync(path, constants.O_RDONLY);
  try {
    const chunk = new Uint8Array(1024 * 1024);
    let lines = 0;
    for (let count = readSync(fd, chunk); count > 0; count = readSync(fd, chunk)) {
      const bytes = chunk.subarray(0, count);
      for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) lines += 1;
    }
    return lines;
  } finally {
    closeSync(fd);
  }
}

/** Makes the name of a new file durable, where a folder can be synced. */
function syncFolder(path: string): void {
  try {
    const fd = openSync(path.replace(/[/\\][^/\\]*$/, "") || "/", constants.O_RDONLY);
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    // Windows has no such thing; elsewhere the rows themselves would fail.
  }
}
