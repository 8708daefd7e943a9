import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program } from "../kit/cli.ts";

/** Bytes that Linux keeps in a pipe. */
const PIPE = 65_536;

/** Waits some milliseconds. */
export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A program whose standard output is a real pipe that nobody reads until it is asked to. */
export class Unread {
  readonly child: ChildProcess;
  readonly #folder = mkdtempSync(join(tmpdir(), "whoflux-pipe-"));
  readonly #reader: number;
  #text = "";
  #isClosed = false;

  constructor(mkfifo: string, args: readonly string[]) {
    const path = join(this.#folder, "pipe");
    execFileSync(mkfifo, [path]);
    this.#reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = openSync(path, constants.O_WRONLY);
    this.child = spawn(process.execPath, [program, ...args], { stdio: ["pipe", writer, "inherit"] });
    closeSync(writer);
  }

  /** What is in the pipe now, or so many bytes of it, and all that was before. */
  read(most = Number.POSITIVE_INFINITY): string {
    const piece = Buffer.alloc(Math.min(PIPE, most));
    const end = this.#text.length + most;
    for (;;) {
      try {
        const bytes = this.#text.length < end ? readSync(this.#reader, piece) : 0;
        if (bytes === 0) return this.#text;
        this.#text += piece.toString("utf8", 0, bytes);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EAGAIN") return this.#text;
        throw error;
      }
    }
  }

  /** Waits until an answer has begun; what is behind its first byte stays in the pipe, and fills it. */
  async begun(): Promise<void> {
    while (this.#text === "") {
      this.read(1);
      await sleep(10);
    }
    await sleep(200);
  }

  ask(newlines: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.child.stdin?.write("\n".repeat(newlines), (error) => (error ? reject(error) : resolve()));
    });
  }

  ended(): Promise<number | null> {
    return new Promise((resolve) => this.child.on("close", (code) => resolve(code)));
  }

  /** Resident memory in KiB. */
  memory(): number {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${this.child.pid}/status`, "utf8"))?.[1]);
  }

  /** Stops reading for good. */
  close(): void {
    if (!this.#isClosed) closeSync(this.#reader);
    this.#isClosed = true;
  }

  remove(): void {
    this.child.kill("SIGKILL");
    this.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
