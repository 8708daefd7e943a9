import { readFileSync, readlinkSync } from "node:fs";

/** The process that asks for a lock, and what it can see of others. */
export interface ProcessFacts {
  readonly pid: number;
  /** Milliseconds since 1970: `Date.now`. */
  readonly now: () => number;
  /** Whether a process of this number is there, whosever it is. */
  readonly isRunning: (pid: number) => boolean;
}

/** Who holds a lock. What a system does not tell is absent. */
export interface Holder {
  readonly pid: number;
  /** When the process began, in clock ticks since the boot: another process of the same number began at another time. */
  readonly start?: string;
  /** Which boot of which machine. */
  readonly boot?: string;
  /** In which numbering of processes: every container has its own. */
  readonly namespace?: string;
}

/** A holder is taken for gone when its lock was not touched for so long, where its process cannot be looked at. */
const SILENCE_MS = 15_000;

/** This process as a holder. */
export function holderOf({ pid }: ProcessFacts): Holder {
  const start = startOf(pid);
  return { pid, ...(start === undefined || start === "ended" ? {} : { start }), ...surroundings() };
}

/** Whether the process that holds a lock lives; `touched`: when it last said so, in milliseconds since 1970. */
export function isAlive(holder: Holder, touched: number, facts: ProcessFacts): boolean {
  const here = surroundings();
  const isSilent = Math.abs(facts.now() - touched) > SILENCE_MS;
  // Before the last boot of this machine, or on another machine that shares the folder.
  if (holder.boot !== here.boot) return !isSilent && touched > bootTime(facts.now());
  if (holder.namespace !== here.namespace) return !isSilent;
  const start = startOf(holder.pid);
  if (start === "ended") return false;
  if (start !== undefined && holder.start !== undefined) return start === holder.start;
  return facts.isRunning(holder.pid);
}

/** A holder as one line. */
export function holderText(holder: Holder): string {
  return JSON.stringify(holder);
}

/** The holder behind a line; undefined when it is none. */
export function holderFrom(text: string): Holder | undefined {
  try {
    const { pid, start, boot, namespace } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    if (typeof pid !== "number" || !Number.isSafeInteger(pid) || pid < 1) return undefined;
    return { pid, ...textual({ start, boot, namespace }) };
  } catch {
    return undefined;
  }
}

function textual(facts: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const texts = Object.entries(facts).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts);
}

function surroundings(): Pick<Holder, "boot" | "namespace"> {
  const boot = attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim());
  const namespace = attempt(() => readlinkSync("/proc/self/ns/pid"));
  return { ...(boot === undefined ? {} : { boot }), ...(namespace === undefined ? {} : { namespace }) };
}

/** When a process began, from `/proc/PID/stat`; `ended`: it waits for its parent to notice its end. */
function startOf(pid: number): string | "ended" | undefined {
  const text = attempt(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
  // The name before the last bracket may hold anything.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  if (fields?.[0] === "Z" || fields?.[0] === "X") return "ended";
  return fields?.[19];
}

/** When this machine was started, in milliseconds since 1970. */
function bootTime(now: number): number {
  const uptime = Number(attempt(() => readFileSync("/proc/uptime", "latin1"))?.split(" ")[0] ?? Number.NaN);
  return Number.isNaN(uptime) ? 0 : now - uptime * 1000;
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
