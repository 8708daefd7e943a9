import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The built program. */
export const program = fileURLToPath(new URL("../../dist/cli.cjs", import.meta.url));

/** How a run of the program ended. */
export interface Run {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: Uint8Array | string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Runs as this user; needs root. */
  readonly uid?: number;
}

/** Another user cannot write where coverage is collected. */
const unmeasured = { NODE_OPTIONS: "", NODE_V8_COVERAGE: "" };

/** Runs the built program to its end; stdout as Latin-1, one character a byte. */
export function whoflux(args: readonly string[], { input, env, cwd, uid }: RunOptions = {}): Run {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: "latin1",
    maxBuffer: 1 << 28,
    timeout: 60_000,
    ...(input === undefined ? {} : { input }),
    ...(cwd === undefined ? {} : { cwd }),
    ...(uid === undefined ? {} : { uid }),
    env: { ...process.env, ...(uid === undefined ? {} : unmeasured), ...env },
  });
  return { status, signal, stdout, stderr: Buffer.from(stderr, "latin1").toString("utf8") };
}

/** Starts the program, lets `meet` do something to it, and waits for its end. */
export function whofluxWhile(args: readonly string[], meet: (child: ReturnType<typeof spawn>) => void): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let stderr = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on("close", (status, signal) => resolve({ status, signal, stdout: "", stderr }));
    meet(child);
  });
}
