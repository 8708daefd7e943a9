//  npm run bench [-- --size MIB --runs N --output null|pipe --program dist/cli.js]
//
//  Whole processes, side by side, on files that it makes itself. It tells and does not judge: exit code 0 whatever
//  the numbers are, 1 when it could not measure.

import { statSync } from "node:fs";
import { join } from "node:path";
import { agree } from "./agree.ts";
import { bareNode, measuredFormats, read, rivals } from "./commands.ts";
import { RECORD } from "./history.ts";
import { alternate, median, peakMemory } from "./measure.ts";
import { type BenchOptions, benchOptions } from "./options.ts";
import { machine, memoryVerdict, moduleVerdict, speedVerdicts, timeTable } from "./report.ts";
import { inScratch, writeHistory } from "./scratch.ts";

const SMALL_RECORDS = 50;
const SAMPLE_RECORDS = 20_000;
const STARTUP_RUNS = 20;

async function bench({ size, runs, output, program }: BenchOptions, folder: string): Promise<void> {
  const records = Math.floor((size * 2 ** 20) / RECORD);
  const [small, sample, big] = ["small", "sample", "big"].map((name) => join(folder, `${name}.wtmp`)) as [
    string,
    string,
    string,
  ];
  writeHistory(small, SMALL_RECORDS);
  writeHistory(sample, SAMPLE_RECORDS);
  writeHistory(big, records);

  say(machine());
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
  for (const line of speedVerdicts(times)) say(line);

  const bare = await peakMemory(bareNode);
  for (const reader of readers.slice(0, 2)) say(memoryVerdict(reader.name, await peakMemory(reader), bare));
  say(moduleVerdict(statSync("build/whoflux.wasm").size));

  const little = read(program, small, "line-protocol");
  const starts = await alternate([bareNode, little], STARTUP_RUNS, "null");
  const [floor, ours] = [bareNode, little].map(({ name }) => median(starts.get(name) ?? [])) as [number, number];
  say(
    `start-up, ${SMALL_RECORDS} records: ${ours.toFixed(0)} ms, ${(ours / floor).toFixed(2)}x node -e 0 (${floor.toFixed(0)} ms)`,
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  const options = benchOptions(process.argv.slice(2));
  await inScratch(options.size + 16, (folder) => bench(options, folder));
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
