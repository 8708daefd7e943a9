import { cpus } from "node:os";
import { memoryGoal, moduleGoal, type SpeedGoal, startGoal } from "./goals.ts";
import { median, type Times } from "./measure.ts";

/** One line of the report. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The machine, for whoever compares two reports. */
export function machine(): string {
  const [cpu] = cpus();
  return `${cpu?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
}

/** One line per command: median and fastest time, and what that is per MiB and per record. */
export function timeTable(times: Times, mib: number, records: number): readonly string[] {
  const rows = [...times].map(([name, all]) => {
    const middle = median(all);
    const perRecord = (middle * 1e6) / records;
    return [
      name,
      middle.toFixed(0),
      Math.min(...all).toFixed(0),
      (mib / (middle / 1000)).toFixed(0),
      perRecord.toFixed(0),
    ];
  });
  return columns([["", "median ms", "fastest ms", "MiB/s", "ns/record"], ...rows]);
}

/** Goals on time: asked, reached, and by how much it is missed or not. */
export function speedVerdicts(times: Times, goals: readonly SpeedGoal[]): readonly string[] {
  return goals.map(({ command, rival, atLeast, aim }) => {
    const [ours, theirs] = [times.get(command), times.get(rival)];
    const goal = `${command} vs ${rival}: at least ${atLeast}x, aim ${aim}x`;
    if (ours === undefined || theirs === undefined) return `${goal}: not measured (${rival} is not on this machine)`;
    const reached = median(theirs) / median(ours);
    return `${goal}: reached ${reached.toFixed(1)}x${judge(reached >= atLeast, reached >= aim)}`;
  });
}

/** Peak memory over bare Node, both in KiB. */
export function memoryVerdict(name: string, peak: number | undefined, bare: number | undefined): string {
  const goal = `${name}, peak memory over bare Node: at most +${memoryGoal.atMost} MiB, aim +${memoryGoal.aim} MiB`;
  if (peak === undefined || bare === undefined) return `${goal}: not measured (needs /proc)`;
  const over = (peak - bare) / 1024;
  const verdict = judge(over <= memoryGoal.atMost, over <= memoryGoal.aim);
  return `${goal}: reached ${over >= 0 ? "+" : ""}${over.toFixed(1)} MiB (${(peak / 1024).toFixed(0)} MiB)${verdict}`;
}

/** How long a command takes, times a Node that does nothing. */
export function startVerdict(name: string, times: number): string {
  const verdict = judge(times <= startGoal.atMost, times <= startGoal.aim);
  return `${name} vs node -e 0: at most ${startGoal.atMost}x, aim ${startGoal.aim}x: reached ${times.toFixed(2)}x${verdict}`;
}

/** How fast a backlog is drained, times the official client. */
export function drainVerdict(
  times: number,
  { atLeast, aim }: { readonly atLeast: number; readonly aim: number },
): string {
  const verdict = judge(times >= atLeast, times >= aim);
  return `draining a spool vs the official client: at least ${atLeast}x, aim ${aim}x: reached ${times.toFixed(2)}x${verdict}`;
}

/** Size of a module, in bytes. */
export function moduleVerdict(name: string, bytes: number): string {
  const size = bytes / 1024;
  const verdict = judge(size <= moduleGoal.atMost, size <= moduleGoal.aim);
  return `module of ${name}: at most ${moduleGoal.atMost} KiB, aim ${moduleGoal.aim} KiB: reached ${size.toFixed(1)} KiB${verdict}`;
}

function judge(promised: boolean, wished: boolean): string {
  if (!promised) return ", MISSED";
  return wished ? ", aim met" : ", met";
}

/** The first column to the left, numbers to the right. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
}
