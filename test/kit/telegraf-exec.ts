import { spawn } from "node:child_process";
import { type Metric, parseAll } from "./telegraf-parser.ts";

//  Telegraf's exec input as of 1.39, as far as a program can notice it.

/** How the input is configured; times in milliseconds. */
export interface ExecOptions {
  readonly timeout?: number;
  readonly ignoreError?: "ignore_error";
  readonly logStderr?: "log_stderr";
  /** Rounds timestamps to so many nanoseconds; Telegraf's own default is a second. */
  readonly precision?: bigint;
  /** Telegraf's own name for the machine, a tag of every metric that has none. */
  readonly hostname?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What one gathering gave. */
export interface Gathered {
  readonly metrics: readonly Metric[];
  /** The error in Telegraf's log. */
  readonly error?: string;
  /** Lines of stderr in Telegraf's log, with `log_stderr`. */
  readonly log: readonly string[];
}

/** Time between asking a program to end and ending it. */
const GRACE = 5000;
const SECOND = 1_000_000_000n;
const STDERR_BYTES = 512;

/** Runs a command once as Telegraf does, each interval. */
export async function gatherExec(
  command: readonly [string, ...string[]],
  options: ExecOptions = {},
): Promise<Gathered> {
  const { code, signal, stdout, stderr } = await runGroup(command, options);
  const first = firstLine(stderr);
  const log = options.logStderr === undefined || first === "" ? [] : [leveled(first)];
  const ended = signal === null ? `exit status ${code}` : `signal: ${signal}`;
  if ((code !== 0 || signal !== null) && options.ignoreError === undefined) {
    return { metrics: [], error: `exec: ${ended} for command "${command.join(" ")}": ${first}`, log };
  }
  try {
    return { metrics: parseAll(stdout.toString("utf8")).map((metric) => made(metric, options)), log };
  } catch (error) {
    return { metrics: [], error: `exec: ${(error as Error).message}`, log };
  }
}

/** What Telegraf makes of a metric before it goes on. */
function made(metric: Metric, { precision = SECOND, hostname = "telegraf-host" }: ExecOptions): Metric {
  const time = metric.time === undefined ? undefined : ((metric.time + precision / 2n) / precision) * precision;
  return { ...metric, tags: { host: hostname, ...metric.tags }, time };
}

/** The first line of what a program said, 512 bytes of it: the rest is gone before anyone looks. */
function firstLine(stderr: Buffer): string {
  const end = stderr.indexOf("\n");
  const line = end < 0 ? stderr : stderr.subarray(0, end);
  const text = line.subarray(0, STDERR_BYTES).toString("utf8");
  return line.length > STDERR_BYTES || (end >= 0 && end < stderr.length - 1) ? `${text}...` : text;
}

/** A line of stderr with its level; one without a mark is an error. */
export function leveled(line: string): string {
  const [, level, text] = /^([EWIDT])! (.*)$/s.exec(line) ?? [];
  return level === undefined ? `E! ${JSON.stringify(line)}` : `${level}! ${text}`;
}

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** Runs a program in a group of its own; when its time is up, the group is asked to end, later made to. */
function runGroup([file, ...args]: readonly [string, ...string[]], options: ExecOptions): Promise<Ended> {
  const env = { ...process.env, ...options.env };
  const child = spawn(file, args, { detached: true, stdio: ["ignore", "pipe", "pipe"], env });
  const kill = (signal: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // It has ended by itself.
    }
  };
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (bytes: Buffer) => stdout.push(bytes));
  child.stderr.on("data", (bytes: Buffer) => stderr.push(bytes));
  const timeout = options.timeout ?? 5000;
  const timers = [setTimeout(kill, timeout, "SIGTERM"), setTimeout(kill, timeout + GRACE, "SIGKILL")];
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      for (const timer of timers) clearTimeout(timer);
      resolve({ code, signal, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) });
    });
  });
}
