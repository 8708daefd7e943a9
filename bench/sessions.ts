import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { bareNode, sessionReaders, sessionRivals } from "./commands.ts";
import { sessionGoals } from "./goals.ts";
import { History, RECORD } from "./history.ts";
import { alternate, peakMemory } from "./measure.ts";
import type { BenchOptions } from "./options.ts";
import { memoryVerdict, moduleVerdict, say, speedVerdicts, timeTable } from "./report.ts";
import { writeRecords } from "./scratch.ts";

/** Pairing a wtmp to sessions and events, and listing it as `last` does. */
export async function benchSessions({ size, runs, output, program }: BenchOptions, folder: string): Promise<void> {
  const records = Math.floor((size * 2 ** 20) / RECORD);
  const big = join(folder, "big.wtmp");
  writeRecords(big, new History(), records);
  const readers = sessionReaders(program, big);

  say(`\nwtmp of ${size} MiB, ${records} records: ${sessionsOf(program, big)} sessions; the same rules\n`);
  const times = await alternate([bareNode, ...sessionRivals(big), ...readers], runs, output);
  for (const line of timeTable(times, size, records)) say(line);
  say("");
  for (const line of speedVerdicts(times, sessionGoals)) say(line);
  for (const name of ["stays", "last"]) say(moduleVerdict(name, statSync(`build/${name}.wasm`).size));
  const bare = await peakMemory(bareNode);
  for (const reader of readers) say(memoryVerdict(reader.name, await peakMemory(reader), bare));
}

/** As many as `last` lists, where it is there: every login is one line of it, boots aside. */
function sessionsOf(program: string, file: string): number {
  const run = (command: string, ...args: string[]): string[] => {
    const { stdout, status } = spawnSync(command, args, { encoding: "latin1", maxBuffer: 2 ** 30 });
    return status === 0 ? stdout.split("\n") : [];
  };
  const ours = run(process.execPath, program, "read", file, "--as", "sessions", "--format", "csv").length - 2;
  const listed = run("last", "-w", "-f", file).filter((line) => /^\w/.test(line) && !/^reboot|begins/.test(line));
  if (listed.length > 0 && listed.length !== ours) {
    throw new Error(`--as sessions: expected ${listed.length} sessions, as last lists, found ${ours}`);
  }
  return ours;
}
