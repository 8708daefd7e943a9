import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { Attacks } from "./attacks.ts";
import { bareNode, summary, summaryRivals } from "./commands.ts";
import { summaryGoals } from "./goals.ts";
import { RECORD } from "./history.ts";
import { alternate, peakMemory } from "./measure.ts";
import type { BenchOptions } from "./options.ts";
import { memoryVerdict, moduleVerdict, say, speedVerdicts, timeTable } from "./report.ts";
import { writeRecords } from "./scratch.ts";

/** MiB of the file that the goal is about: starting Node is a large part of a smaller one. */
const GOAL_SIZE = 2048;

/** Counting the failed logins of a btmp. */
export async function benchSummary({ size, runs, output, program }: BenchOptions, folder: string): Promise<void> {
  const records = Math.floor((size * 2 ** 20) / RECORD);
  const big = join(folder, "big.btmp");
  writeRecords(big, new Attacks(), records);
  const ours = summary(program, big);

  const [file, ...args] = ours.line;
  const counted = JSON.parse(spawnSync(file, args, { encoding: "utf8" }).stdout.split("\n")[0] ?? "").failed;
  if (counted !== records) throw new Error(`${ours.name}: expected ${records} failed logins, found ${counted}`);

  say(`\nbtmp of ${size} MiB, ${records} records of 20,000 users from 4000 sources; the same rules\n`);
  const times = await alternate([bareNode, ...summaryRivals(big), ours], runs, output);
  for (const line of timeTable(times, size, records)) say(line);
  say("");
  for (const line of speedVerdicts(times, summaryGoals)) say(line);
  if (size < GOAL_SIZE) say(`the goal is for a btmp of ${GOAL_SIZE} MiB: --only summary --size ${GOAL_SIZE}`);
  say(moduleVerdict("summary", statSync("build/summary.wasm").size));
  say(memoryVerdict(ours.name, await peakMemory(ours), await peakMemory(bareNode)));
}
