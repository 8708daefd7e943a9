import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Answer, Arguments, Greeting, Verb } from "../../../src/windows/ask.ts";
import { encodedCommand, script } from "../../../src/windows/scripts/script.ts";

/** The wrapper that puts a scene in front of the program and becomes the real PowerShell. */
export const proxied: string = fileURLToPath(new URL("../proxies/pwsh", import.meta.url));

const flags = ["-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass"];

/** A real PowerShell in a scene, driven by hand: its lines as they are. */
export class RealChild {
  /** Every whole line of stdout so far, as latin1. */
  readonly lines: string[] = [];
  stderr = "";
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  readonly #process: ChildProcessWithoutNullStreams;
  #taken = 0;
  #wake: () => void = () => {};
  #id = 0;

  constructor(scene: string, env: NodeJS.ProcessEnv = {}, program: string = script) {
    const args = [...flags, "-EncodedCommand", encodedCommand(program)];
    this.#process = spawn(proxied, args, { env: { ...process.env, ...env, WHOFLUX_PROXY: scene } });
    let rest = "";
    this.#process.stdout.on("data", (bytes: Buffer) => {
      const parts = (rest + bytes.toString("latin1")).split("\n");
      rest = parts.pop() ?? "";
      this.lines.push(...parts);
      this.#wake();
    });
    this.#process.stderr.on("data", (bytes: Buffer) => {
      this.stderr += bytes.toString();
    });
    this.ended = new Promise((resolve) => {
      this.#process.on("close", (code) => {
        resolve(code);
        this.#wake();
      });
    });
  }

  /** The next line of stdout. */
  async line(): Promise<string> {
    while (this.lines.length <= this.#taken) {
      if (this.#process.exitCode !== null) throw new Error(`it has ended: ${this.stderr}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#taken += 1;
    return this.lines[this.#taken - 1] ?? "";
  }

  async greeting(): Promise<Greeting> {
    return frame(await this.line(), 0, "ok") as Greeting;
  }

  async ask<V extends Verb>(verb: V, given: Arguments<V>): Promise<Answer<V>> {
    return (await this.raw({ verb, arguments: given }, "ok")) as Answer<V>;
  }

  /** The id of a refusal. */
  async refusal(request: object): Promise<string> {
    const { id, ...more } = (await this.raw(request, "err")) as { id: string };
    if (typeof id !== "string" || Object.keys(more).length > 0) throw new Error(`no error id: ${JSON.stringify(id)}`);
    return id;
  }

  async raw(request: object, word: "ok" | "err"): Promise<unknown> {
    this.#id += 1;
    this.say(Buffer.from(JSON.stringify({ id: this.#id, ...request })).toString("base64"));
    return frame(await this.line(), this.#id, word);
  }

  /** Writes one line of requests as it is. */
  say(line: string): void {
    this.#process.stdin.write(`${line}\n`);
  }

  /** Ends the input and waits for the end: the exit code. */
  async close(): Promise<number | null> {
    this.#process.stdin.end();
    return this.ended;
  }

  kill(): void {
    this.#process.kill("SIGKILL");
  }
}

/** What a frame carries; throws for a line that is not this frame, to the letter. */
export function frame(line: string, id: number, word: "ok" | "err"): unknown {
  const [, base64 = "", memory] = new RegExp(`^whoflux ${id} ${word} ([A-Za-z0-9+/]+={0,2}) (\\d+)$`).exec(line) ?? [];
  if (memory === undefined) {
    const told = /^whoflux \d+ \w+ (\S+)/.exec(line)?.[1];
    throw new Error(`no frame ${id} ${word}: ${line.slice(0, 200)} ${Buffer.from(told ?? "", "base64")}`);
  }
  if (Number(memory) < 1000) throw new Error(`a working set of ${memory} KiB`);
  return JSON.parse(Buffer.from(base64, "base64").toString());
}

/** Runs a body with a child that has greeted, and holds that it ends by itself, with 0, when its input does. */
export async function inScene(
  scene: string,
  body: (child: RealChild, greeting: Greeting) => Promise<void>,
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  const child = new RealChild(scene, env);
  try {
    await body(child, await child.greeting());
    const code = await child.close();
    if (code !== 0) throw new Error(`exit code ${code}: ${child.stderr}`);
  } finally {
    child.kill();
  }
}
