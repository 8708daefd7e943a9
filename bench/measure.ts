import { spawn } from "node:child_process";
import { openSync, readFileSync } from "node:fs";

/** A command line under a name. */
export interface Command {
  readonly name: string;
  readonly line: readonly [file: string, ...args: string[]];
}

/** Whole-process times in ms, in the order they were run. */
export type Times = ReadonlyMap<string, readonly number[]>;

const sink = openSync("/dev/null", "w");
//  One zone and one locale for all: `last` formats local times.
const environment = { ...process.env, LC_ALL: "C", TZ: "UTC" };

/** Runs every command once, then again, A B C A B C …, so that a slow moment hits all; the first round is not counted. */
export async function alternate(commands: readonly Command[], runs: number, output: "null" | "pipe"): Promise<Times> {
  const times = new Map(commands.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= runs; round += 1) {
    for (const { name, line } of commands) {
      const { milliseconds } = await once(output === "pipe" ? piped(line) : line);
      if (round > 0) times.get(name)?.push(milliseconds);
    }
  }
  return times;
}

/** Largest resident set of a command, in KiB, as Linux keeps it (VmHWM); undefined where there is no /proc. */
export async function peakMemory({ line }: Command): Promise<number | undefined> {
  const { peak } = await once(line, 2);
  return peak === 0 ? undefined : peak;
}

function piped(line: Command["line"]): Command["line"] {
  return ["sh", "-c", '"$0" "$@" | cat >/dev/null', ...line];
}

/** Runs a command to its end; every `interval` ms its memory is looked at, if asked. */
function once([file, ...args]: Command["line"], interval?: number): Promise<{ milliseconds: number; peak: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(file, args, { stdio: ["ignore", sink, "ignore"], env: environment });
    let peak = 0;
    const look = interval && setInterval(() => (peak = Math.max(peak, highWater(child.pid ?? 0))), interval);
    child.on("error", reject);
    child.on("exit", (code) => {
      const milliseconds = performance.now() - started;
      if (look) clearInterval(look);
      if (code === 0) resolve({ milliseconds, peak });
      else reject(new Error(`${[file, ...args].join(" ")}: exit code ${code}`));
    });
  });
}

/** The kernel's own maximum so far: looking often costs little, looking late loses little. */
function highWater(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** The middle one of the times. */
export function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (upper + lower) / 2;
}
