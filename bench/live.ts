import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bareNode, collect } from "./commands.ts";
import { alternate, median } from "./measure.ts";
import type { BenchOptions } from "./options.ts";
import { People } from "./people.ts";
import { say, startVerdict } from "./report.ts";
import { writeRecords } from "./scratch.ts";

/** Starts are short: many of them, in turn. */
const RUNS = 40;
const PEOPLE = 10_000;

const hosts = fileURLToPath(new URL("../fixtures/hosts/", import.meta.url));

/** One snapshot, whole processes: machines with a few people on them, each with other sources, and one with many. */
export async function benchLive({ program, output }: BenchOptions, folder: string): Promise<void> {
  mkdirSync(join(folder, "run"));
  writeRecords(join(folder, "run/utmp"), new People(), PEOPLE);
  const few = ["classic", "ubuntu-25.10", "debian13"].map((host) => collect(program, host, join(hosts, host)));
  const times = await alternate([bareNode, ...few, collect(program, `${PEOPLE} sessions`, folder)], RUNS, output);
  say(`\none snapshot, whole processes in turn, ${RUNS} rounds after one to warm up\n`);
  const floor = median(times.get(bareNode.name) ?? []);
  for (const [name, all] of times) {
    say(`${name.padEnd(28)} ${median(all).toFixed(1).padStart(8)} ms ${(median(all) / floor).toFixed(2).padStart(6)}x`);
  }
  say("");
  for (const { name } of few) say(startVerdict(name, median(times.get(name) ?? []) / floor));
}
