import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { program } from "../kit/cli.ts";

/** Milliseconds that something may take to be seen. */
const LIMIT = 20_000;

/** How a daemon is started. */
export interface ServingOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
}

/** A running `whoflux serve`, whose output is kept. It does not outlive this process. */
export class Serving {
  stdout = "";
  stderr = "";
  readonly child: ChildProcess;
  readonly #kill = (): void => void this.child.kill("SIGKILL");
  readonly #ended: Promise<readonly [status: number | null, signal: string | null]>;

  constructor(args: readonly string[], { env, uid }: ServingOptions = {}) {
    this.child = spawn(process.execPath, [program, "serve", ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: env ?? { ...bare(), HOME: "/nowhere" },
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    this.child.stdout?.on("data", (part: Buffer) => {
      this.stdout += part.toString();
    });
    this.child.stderr?.on("data", (part: Buffer) => {
      this.stderr += part.toString();
    });
    process.once("exit", this.#kill);
    this.#ended = once(this.child, "close").then(([status, signal]) => [status, signal] as const);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Waits until something is so; fails with what the daemon said. */
  async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    const limit = performance.now() + LIMIT;
    while (!(await isSo())) {
      if (performance.now() > limit) throw new Error(`not seen:\n${this.stderr}\n${this.stdout.slice(-2000)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Its exit code, or the signal that ended it. */
  async end(): Promise<number | string | null> {
    const late = setTimeout(this.#kill, LIMIT);
    const [status, signal] = await this.#ended;
    clearTimeout(late);
    process.off("exit", this.#kill);
    return signal ?? status;
  }

  /** Asks it to end; its exit code. */
  stop(): Promise<number | string | null> {
    this.signal("SIGTERM");
    return this.end();
  }
}

/** The environment without anything that a configuration could be, or that a service manager says. */
export function bare(): Record<string, string> {
  const own = /^(?:WHOFLUX_|XDG_|NOTIFY_|WATCHDOG_|STATE_DIRECTORY$|JOURNAL_STREAM$|NODE_V8_COVERAGE$)/;
  return Object.fromEntries(
    Object.entries(process.env).filter((row): row is [string, string] => row[1] !== undefined && !own.test(row[0])),
  );
}
