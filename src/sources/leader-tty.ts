import type { ProcStat } from "./proc-stat.ts";
import type { Processes } from "./processes.ts";

/** Generations below the leader: a server, its unprivileged half, the user's shell, and one to spare. */
const GENERATIONS = 4;

/**
 * The terminal of a session whose login program did not name it: that of its leader, or of the first of the user's own
 * processes below. `none`: these have no terminal, as under `ssh host command`; `hidden`: they cannot be seen.
 *
 * The way down leads through processes of the leader's own name only (sshd's monitor and its child): a terminal that a
 * program of the user opened, as remote editors do, is not the session's.
 */
export function terminalOfLeader(processes: Processes, leader: number): { readonly line: string } | "none" | "hidden" {
  const first = processes.stat(leader);
  if (first === undefined) return "hidden";
  if (first.line !== undefined) return { line: first.line };
  let level = [leader];
  for (let generation = 0; generation < GENERATIONS; generation++) {
    const below = level.flatMap((pid) => processes.children(pid)).sort((a, b) => a - b);
    const seen = below.flatMap((pid): (readonly [number, ProcStat])[] => {
      const stat = processes.stat(pid);
      return stat === undefined ? [] : [[pid, stat]];
    });
    const line = seen.find(([, stat]) => stat.line !== undefined)?.[1].line;
    if (line !== undefined) return { line };
    if (below.length > 0 && seen.length === 0) return "hidden";
    level = seen.filter(([, stat]) => stat.comm === first.comm).map(([pid]) => pid);
    if (level.length === 0) break;
  }
  return "none";
}
