import { readFileSync } from "node:fs";

/** Whether a process runs: a zombie does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}

/** Waits until something holds, for at most `limit` milliseconds; whether it does. */
export async function holdsWithin(limit: number, holds: () => boolean): Promise<boolean> {
  const late = performance.now() + limit;
  while (!holds()) {
    if (performance.now() > late) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
