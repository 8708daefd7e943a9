import { type ChildProcess, spawn } from "node:child_process";
import { leveled } from "./telegraf-exec.ts";
import { type Metric, parseOne } from "./telegraf-parser.ts";

//  Telegraf's execd input as of 1.39, as far as a program can notice it.

/** How Telegraf asks for an answer. */
export type ExecdSignal = "none" | "STDIN" | "SIGHUP" | "SIGUSR1" | "SIGUSR2";

/** How the program ended, and what it took. */
export interface Stopped {
  readonly by: "closed stdin" | "SIGTERM" | "SIGKILL";
  readonly code: number | null;
  readonly signal: string | null;
}

/** Time to write a newline, and between two ways of asking a program to end. */
const WRITE_DEADLINE = 1000;
const PATIENCE = 5000;
/** A scanner of lines gives up on longer ones. */
const STDERR_LINE = 64 * 1024;

/** A program that execd keeps running. What it writes is read at once, line by line. */
export class ExecdProcess {
  readonly child: ChildProcess;
  /** Metrics and parse errors, in the order of the lines. */
  readonly metrics: Metric[] = [];
  readonly errors: string[] = [];
  /** Lines of stderr in Telegraf's log. */
  readonly log: string[] = [];
  /** Whole lines, as they came. */
  readonly lines: string[] = [];
  readonly #signal: ExecdSignal;
  readonly #ended: Promise<void>;
  #rest = Buffer.alloc(0);
  #words = "";

  constructor([file, ...args]: readonly [string, ...string[]], signal: ExecdSignal = "STDIN", env = {}) {
    this.#signal = signal;
    this.child = spawn(file, args, { stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, ...env } });
    this.child.stdout?.on("data", (bytes: Buffer) => this.#read(bytes));
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => this.#hear(text));
    this.child.stdin?.on("error", () => {});
    this.#ended = new Promise((resolve) => {
      this.child.on("close", () => {
        //  At the end a line without a line feed is taken for a whole one.
        if (this.#rest.length > 0) this.#take(this.#rest.toString("utf8"));
        resolve();
      });
    });
  }

  /** Asks for an answer, as each interval does. Throws when a newline is not taken within a second. */
  async gather(): Promise<void> {
    if (this.#signal === "none") return;
    if (this.#signal !== "STDIN") return void this.child.kill(this.#signal);
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("write |1: i/o timeout")), WRITE_DEADLINE);
      this.child.stdin?.write("\n", (error) => {
        clearTimeout(late);
        if (error) reject(error);
        else resolve();
      });
    });
  }

  /** Waits until `done` holds of what came so far. */
  async until(done: () => boolean, limit = 10_000): Promise<void> {
    const end = performance.now() + limit;
    while (!done()) {
      if (performance.now() > end)
        throw new Error(`not within ${limit} ms; ${this.lines.length} lines, log ${this.log}`);
      if (this.child.exitCode !== null) throw new Error(`ended with ${this.child.exitCode}: ${this.log.join("; ")}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Ends the program as Telegraf does: closes its stdin, waits (ms), asks, waits, kills. */
  async stop(patience = PATIENCE): Promise<Stopped> {
    let by: Stopped["by"] = "closed stdin";
    const ask = (signal: "SIGTERM" | "SIGKILL"): void => {
      by = signal;
      this.child.kill(signal);
    };
    const timers = [setTimeout(ask, patience, "SIGTERM"), setTimeout(ask, 2 * patience, "SIGKILL")];
    this.child.stdin?.end();
    await this.#ended;
    for (const timer of timers) clearTimeout(timer);
    return { by, code: this.child.exitCode, signal: this.child.signalCode };
  }

  #read(bytes: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (let end = this.#rest.indexOf(10); end >= 0; end = this.#rest.indexOf(10)) {
      this.#take(this.#rest.subarray(0, end).toString("utf8"));
      this.#rest = this.#rest.subarray(end + 1);
    }
  }

  #take(line: string): void {
    this.lines.push(line);
    const metric = parseOne(line);
    if (metric instanceof Error) this.errors.push(metric.message);
    else if (metric !== undefined) this.metrics.push(metric);
  }

  #hear(text: string): void {
    this.#words += text;
    for (let end = this.#words.indexOf("\n"); end >= 0; end = this.#words.indexOf("\n")) {
      const line = this.#words.slice(0, end);
      if (line.length > STDERR_LINE) this.errors.push("stderr: token too long");
      if (line !== "") this.log.push(leveled(line));
      this.#words = this.#words.slice(end + 1);
    }
  }
}
