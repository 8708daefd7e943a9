import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program, type Run, whoflux } from "../kit/cli.ts";
import { influxdb } from "../kit/influxdb.ts";
import { type Reply, type ScriptedServer, startScripted, type Taken } from "../kit/scripted-http.ts";
import { writeRecords } from "../kit/utmp-writer.ts";

/** What a run may be met with while it goes on. */
export type Meeting = (child: ChildProcess, stderr: () => string) => void;

/** Runs the program beside servers of this process; the configuration of whoever runs the test stays out of it. */
export function runBeside(args: readonly string[], meet: Meeting = () => {}, input?: Uint8Array): Promise<Run> {
  return new Promise((resolve) => {
    const env = { ...process.env, HOME: "/nonexistent", XDG_CONFIG_HOME: "/nonexistent" };
    const child = spawn(process.execPath, [program, ...args], { env, stdio: ["pipe", "pipe", "pipe"] });
    const [stdout, stderr]: Buffer[][] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => stdout?.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr?.push(chunk));
    child.stdin.on("error", () => {});
    if (input !== undefined) child.stdin.end(input);
    const text = (chunks: Buffer[] = []): string => Buffer.concat(chunks).toString();
    child.on("close", (status, signal) => resolve({ status, signal, stdout: text(stdout), stderr: text(stderr) }));
    meet(child, () => text(stderr));
  });
}

/** An InfluxDB that can be killed and started again, with its data and its port. */
export class RestartingInfluxdb {
  readonly url: string;
  readonly #file: string;
  readonly #folder = mkdtempSync(join(tmpdir(), "whoflux-influxd-"));
  readonly #ports: readonly number[];
  #child: ChildProcess | undefined;
  readonly #kill = (): void => void this.#child?.kill("SIGKILL");

  private constructor(file: string, ports: readonly number[]) {
    this.#file = file;
    this.#ports = ports;
    this.url = `http://127.0.0.1:${ports[0]}`;
    process.once("exit", this.#kill);
  }

  static async start(file: string): Promise<RestartingInfluxdb> {
    const server = new RestartingInfluxdb(file, [await freePort(), await freePort()]);
    await server.start();
    return server;
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    const { args, env } = influxdb(this.#file);
    this.#child = spawn(this.#file, args(this.#folder, this.#ports), {
      cwd: this.#folder,
      env: { ...process.env, ...env?.(this.#folder, this.#ports) },
      stdio: "ignore",
    });
    for (let look = 0; look < 400; look++) {
      const answer = await fetch(`${this.url}/ping`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("influxd does not answer");
  }

  /** As a crash would. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }

  async remove(): Promise<void> {
    await this.kill();
    process.off("exit", this.#kill);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  const closed = once(probe, "close");
  probe.close();
  await closed;
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** A small history. */
export const sample = "fixtures/hosts/sample/var/log/wtmp*";

/** A folder with a long history, and a place for state. */
export class Evidence {
  readonly folder = mkdtempSync(join(tmpdir(), "whoflux-read-to-"));
  readonly state = join(this.folder, "state");
  /** A log of many records; each is a point of its own. */
  readonly big = join(this.folder, "wtmp");
  readonly records = 60_000;

  constructor() {
    const record = (index: number) => ({
      type: "USER_PROCESS" as const,
      pid: index + 1,
      line: `pts/${index % 50}`,
      user: `user${index % 7}`,
      host: "192.0.2.7",
      time: 1_600_000_000_000_000 + index * 1_000_000,
    });
    writeFileSync(
      this.big,
      writeRecords(
        "linux-384-le",
        Array.from({ length: this.records }, (_, at) => record(at)),
      ),
    );
  }

  /** Arguments for sending to a server. */
  to(url: string, ...more: readonly string[]): readonly string[] {
    return ["--to", "influx", "--influx-url", url, "--state-directory", this.state, ...more];
  }

  /** Files with the places that runs have come to. */
  places(): readonly string[] {
    return readdirSync(join(this.state, "imports")).filter((name) => /^[\da-f]{32}$/.test(name));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What the same command would write to stdout. */
export function linesOf(...args: readonly string[]): string {
  return whoflux(["read", ...args, "--format", "line-protocol"]).stdout;
}

/** A server that keeps every line it takes, in the order of taking. */
export class Keeper {
  readonly lines: string[] = [];
  /** Milliseconds before it answers. */
  wait: number;
  readonly #replies: Reply[];
  #server: ScriptedServer | undefined;

  /** Replies to the first requests with lines; then it takes all, each after `wait` milliseconds. */
  constructor(replies: readonly Reply[] = [], wait = 0) {
    this.#replies = [...replies];
    this.wait = wait;
  }

  async start(): Promise<string> {
    this.#server = await startScripted((taken) => this.#play(taken));
    return this.#server.url;
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  #play({ lines, method }: Taken): Reply {
    if (method !== "POST" || lines.length === 0) return { status: 204 };
    const reply = this.#replies.shift() ?? { wait: this.wait };
    if ((reply.status ?? 204) === 204 && reply.how === undefined) this.lines.push(...lines);
    return reply;
  }
}

/** Runs with a server, which is stopped afterwards. `to`: arguments for sending to it. */
export async function withKeeper(
  evidence: Evidence,
  keeper: Keeper,
  body: (to: readonly string[]) => Promise<void>,
): Promise<void> {
  const url = await keeper.start();
  try {
    await body(evidence.to(url, "--influx-version", "1", "--influx-database", "logins"));
  } finally {
    await keeper.stop();
  }
}
