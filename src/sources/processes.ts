import { existsSync, readdirSync } from "node:fs";
import { type ProcStat, parseProcStat } from "./proc-stat.ts";
import type { Root } from "./rooted.ts";
import { readSmall } from "./small-file.ts";

/** Longest `/proc/PID/stat`, `/proc/stat` and list of children that is looked at. */
const MAX_BYTES = 1024 * 1024;

/** Seconds by which the clocks of a session and of its process may differ. */
const CLOCK_SLACK = 60;

/** The processes of a root: our own kernel's, or those that its `/proc` shows; without one, nothing can be said. */
export class Processes {
  readonly #root: Root;
  #isVisible: boolean | undefined;
  #bootTime: number | undefined;
  #children: ReadonlyMap<number, readonly number[]> | undefined;

  constructor(root: Root) {
    this.#root = root;
  }

  /** Whether a process with this number exists; undefined when nobody can say. */
  isThere(pid: number): boolean | undefined {
    if (!isPid(pid)) return undefined;
    if (this.#root.isOwn) return isRunning(pid);
    // Without the first process it is no mounted /proc, or one that hides others' processes (hidepid).
    this.#isVisible ??= this.#exists("/proc/1/stat");
    return this.#isVisible ? this.#exists(`/proc/${pid}`) : undefined;
  }

  /** What `/proc` tells of a process; undefined when it cannot be seen. */
  stat(pid: number): ProcStat | undefined {
    const text = isPid(pid) ? this.#read(`/proc/${pid}/stat`) : undefined;
    return text === undefined ? undefined : parseProcStat(text);
  }

  /**
   * Whether a process began only after a session of its own: then its number was given again. Both clocks have to say so:
   * the wall clock may have been set since, and the one that counts from the boot stands still while the machine sleeps.
   */
  isLaterThan({ started }: ProcStat, realtime: bigint, monotonic: bigint): boolean {
    if (started <= Number(monotonic) / 1e6 + CLOCK_SLACK) return false;
    this.#bootTime ??= Number(/^btime (\d+)$/m.exec(this.#read("/proc/stat") ?? "")?.[1]);
    return this.#bootTime + started > Number(realtime) / 1e6 + CLOCK_SLACK;
  }

  /** The children of a process. Where the kernel does not list them, all processes are looked at, once. */
  children(pid: number): readonly number[] {
    const listed = this.#read(`/proc/${pid}/task/${pid}/children`);
    if (listed !== undefined) return listed.split(" ").map(Number).filter(isPid);
    this.#children ??= this.#families();
    return this.#children.get(pid) ?? [];
  }

  #families(): ReadonlyMap<number, readonly number[]> {
    const families = new Map<number, number[]>();
    for (const name of this.#names()) {
      const parent = this.stat(Number(name))?.parent;
      if (parent === undefined) continue;
      const family = families.get(parent);
      if (family === undefined) families.set(parent, [Number(name)]);
      else family.push(Number(name));
    }
    return families;
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.#root.file("/proc")).filter((name) => /^\d+$/.test(name));
    } catch {
      return [];
    }
  }

  #exists(path: string): boolean {
    try {
      return existsSync(this.#root.file(path));
    } catch {
      // Links that go round in circles lead to no process.
      return false;
    }
  }

  #read(path: string): string | undefined {
    try {
      return readSmall(this.#root.file(path), MAX_BYTES);
    } catch {
      // It ended meanwhile, or may not be seen.
      return undefined;
    }
  }
}

/** 0 and negative numbers mean groups of processes to kill(2). */
function isPid(pid: number): boolean {
  return Number.isInteger(pid) && pid > 0 && pid < 2 ** 31;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
