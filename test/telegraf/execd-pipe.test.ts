import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { program } from "../kit/cli.ts";
import { parseLineProtocol } from "../kit/line-protocol.ts";
import { missing, requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { login, Machine } from "./machines.ts";

/** Bytes that Linux keeps in a pipe. */
const PIPE = 65_536;

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A program whose standard output is a real pipe that nobody reads until it is asked to. */
class Unread {
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
    this.child = spawn(process.execPath, [program, "execd", ...args], { stdio: ["pipe", writer, "inherit"] });
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

const mkfifo = requireProgram("mkfifo", "execd with a reader that does not read");
if (process.platform !== "linux") missing("Linux", "memory of execd, as /proc tells it");
else if (mkfifo !== undefined) {
  describe("execd and a pipe that nobody reads", (test) => {
    const machine = new Machine();
    machine.people(Array.from({ length: 2000 }, (_value, index) => login("alice", `pts/${index}`)));
    test.after(() => machine.remove());

    test("waits without growing, and goes on reading its input", async () => {
      const execd = new Unread(mkfifo, ["--root", machine.root]);
      try {
        await execd.ask(1);
        await execd.begun();
        const before = execd.memory();
        for (let round = 0; round < 20; round++) {
          await execd.ask(50_000);
          await sleep(10);
        }
        assert.ok(execd.memory() - before < 20_000, `${execd.memory() - before} KiB more`);
        const first = execd.read();
        assert.ok(first.endsWith("\n"), "only whole lines are in the pipe");
        parseLineProtocol(first);
      } finally {
        execd.remove();
      }
    });

    test("ends at once when it is asked to, with whole lines in the pipe", async () => {
      const execd = new Unread(mkfifo, ["--root", machine.root]);
      try {
        await execd.ask(1);
        await execd.begun();
        execd.child.kill("SIGTERM");
        assert.is(await execd.ended(), 0);
        const text = execd.read();
        assert.ok(text.length > 1 && text.endsWith("\n"));
      } finally {
        execd.remove();
      }
    });

    test("ends within Telegraf's patience when its input ends", async () => {
      const execd = new Unread(mkfifo, ["--root", machine.root]);
      try {
        await execd.ask(1);
        await execd.begun();
        const started = performance.now();
        execd.child.stdin?.end();
        assert.is(await execd.ended(), 0);
        assert.ok(performance.now() - started < 5000);
        assert.ok(execd.read().endsWith("\n"));
      } finally {
        execd.remove();
      }
    });

    test("ends well when the reader has gone", async () => {
      const execd = new Unread(mkfifo, ["--root", machine.root]);
      const ended = execd.ended();
      await execd.ask(1);
      await execd.begun();
      execd.close();
      assert.is(await ended, 0);
      execd.remove();
    });

    test("needs no more memory after many rounds than after some", async () => {
      machine.people([login("alice", "pts/0"), login("root", "tty1")]);
      const execd = new Unread(mkfifo, ["--root", machine.root, "--events"]);
      try {
        const rounds = async (count: number): Promise<void> => {
          const target = summaries(execd.read()) + count;
          while (summaries(execd.read()) < target) {
            await execd.ask(1);
            await sleep(0);
          }
        };
        await rounds(400);
        const before = execd.memory();
        await rounds(800);
        assert.ok(execd.memory() - before < 16_000, `${execd.memory() - before} KiB more`);
      } finally {
        execd.remove();
      }
    });
  });
}

function summaries(text: string): number {
  return text.split("\nlogon_summary ").length - 1;
}
