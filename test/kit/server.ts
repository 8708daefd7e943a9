import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const READY_LIMIT = 20_000;

/** A real server on loopback with a folder of its own. */
export interface TestServer {
  readonly url: string;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

/** How to start a server, given its folder and free ports. */
export interface ServerCommand {
  readonly file: string;
  readonly ports: number;
  readonly args: (folder: string, ports: readonly number[]) => readonly string[];
  readonly env?: (folder: string, ports: readonly number[]) => Record<string, string>;
  /** Path that answers with success once the server is ready; it listens on the first port. */
  readonly ready: string;
}

/** Starts a server and waits until it answers, 20 seconds at most. It does not outlive this process. */
export async function startServer(command: ServerCommand): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), "whoflux-server-"));
  const ports = await freePorts(command.ports);
  const child = spawn(command.file, command.args(folder, ports), {
    cwd: folder,
    env: { ...process.env, ...command.env?.(folder, ports) },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const words: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => words.push(text));
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  const stop = async (): Promise<void> => {
    process.off("exit", kill);
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${ports[0]}`;
  try {
    await waitUntilReady(url + command.ready, child);
  } catch (error) {
    await stop();
    throw new Error(`${command.file} did not start: ${String(error)}\n${words.join("").slice(-2000)}`);
  }
  return { url, stop };
}

async function waitUntilReady(url: string, child: ChildProcess): Promise<void> {
  const limit = performance.now() + READY_LIMIT;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`exit code ${child.exitCode}`);
    const answer = await fetch(url, { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok === true) return;
    if (performance.now() > limit) throw new Error(`no answer within ${READY_LIMIT / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

async function freePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(
    Array.from({ length: count }, async () => {
      const probe = createServer().listen(0, "127.0.0.1");
      await once(probe, "listening");
      return probe;
    }),
  );
  return Promise.all(
    probes.map(async (probe) => {
      const address = probe.address();
      const closed = once(probe, "close");
      probe.close();
      await closed;
      if (address === null || typeof address === "string") throw new Error("no port");
      return address.port;
    }),
  );
}
