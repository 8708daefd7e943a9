import { statSync } from "node:fs";
import { join } from "node:path";
import { agree } from "./agree.ts";
import { bareNode, measuredFormats, read, rivals } from "./commands.ts";
import { speedGoals } from "./goals.ts";
import { History, RECORD } from "./history.ts";
import { alternate, median, peakMemory } from "./measure.ts";
import type { BenchOptions } from "./options.ts";
import { memoryVerdict, moduleVerdict, say, speedVerdicts, timeTable } from "./report.ts";
import { writeRecords } from "./scratch.ts";

const SMALL_RECORDS = 50;
const SAMPLE_RECORDS = 20_000;
const STARTUP_RUNS = 20;

/** Reading a wtmp. */
export async function benchRecords({ size, runs, output, program }: BenchOptions, folder: string): Promise<void> {
  const records = Math.floor((size * 2 ** 20) / RECORD);
  const [small, sample, big] = ["small", "sample", "big"].map((name) => join(folder, `${name}.wtmp`)) as [
    string,
    string,
    string,
  ];
  writeRecords(small, new History(), SMALL_RECORDS);
  writeRecords(sample, new History(), SAMPLE_RECORDS);
  writeRecords(big, new History(), records);

  for (const sentence of agree(program, sample, SAMPLE_RECORDS)) say(sentence);
  say(
    `\nwtmp of ${size} MiB, ${records} records; output ${output === "pipe" ? "through a pipe into cat" : "to /dev/null"};`,
  );
  say(
    `whole processes in turn, ${runs} rounds after one to warm up: the file is in the page cache, nothing else is kept\n`,
  );
  const readers = measuredFormats.map((format) => read(program, big, format));
  const times = await alternate([bareNode, ...rivals(big), ...readers], runs, output);
  for (const line of timeTable(times, size, records)) say(line);
  say("");
  for (const line of speedVerdicts(times, speedGoals)) say(line);

  const bare = await peakMemory(bareNode);
  for (const reader of readers.slice(0, 2)) say(memoryVerdict(reader.name, await peakMemory(reader), bare));
  say(moduleVerdict("records", statSync("build/records.wasm").size));

  const little = read(program, small, "line-protocol");
  const starts = await alternate([bareNode, little], STARTUP_RUNS, "null");
  const [floor, ours] = [bareNode, little].map(({ name }) => median(starts.get(name) ?? [])) as [number, number];
  say(
    `start-up, ${SMALL_RECORDS} records: ${ours.toFixed(0)} ms, ${(ours / floor).toFixed(2)}x node -e 0 (${floor.toFixed(0)} ms)`,
  );
}
