import { spawn, spawnSync } from "node:child_process";
import { cpSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "../test/kit/server.ts";
import { victoriaMetrics } from "../test/kit/victoria-metrics.ts";
import { isOnPath } from "./commands.ts";
import { drainGoal } from "./goals.ts";
import { History } from "./history.ts";
import { median } from "./measure.ts";
import type { BenchOptions } from "./options.ts";
import { drainVerdict, say } from "./report.ts";
import { writeRecords } from "./scratch.ts";

const LINES = 1_000_000;
const run = fileURLToPath(new URL("drain-run.ts", import.meta.url));

interface Drained {
  readonly milliseconds: number;
  /** Peak memory. */
  readonly kib: number;
}

/** A backlog of a million lines to VictoriaMetrics: out of the spool, and by the official client alone. */
export async function benchDrain({ program, runs }: BenchOptions, folder: string): Promise<void> {
  if (!isOnPath("victoria-metrics"))
    return say("\ndraining a backlog: not measured (victoria-metrics is not on this machine)");
  const [log, lines, full, spool] = ["wtmp", "lines", "full", "spool"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  writeRecords(log, new History(), LINES);
  spawnSync(process.execPath, [program, "read", log, "-f", "line-protocol"], {
    stdio: ["ignore", openSync(lines, "w"), "inherit"],
  });
  rmSync(log);
  await once("fill", lines, full);
  const server = await startServer(victoriaMetrics("victoria-metrics"));
  const results = { spool: [] as Drained[], client: [] as Drained[] };
  try {
    // Both write the same series, which the round that is not counted has made: making them costs a server far more.
    for (let round = 0; round <= runs; round++) {
      cpSync(full, spool, { recursive: true });
      const ours = await once("spool", spool, server.url);
      rmSync(spool, { recursive: true });
      const theirs = await once("client", lines, server.url);
      if (round === 0) continue;
      results.spool.push(ours);
      results.client.push(theirs);
    }
  } finally {
    await server.stop();
  }
  say(`\n${LINES} lines to VictoriaMetrics on this machine, gzip, in turn, ${runs} rounds after one to warm up\n`);
  for (const [name, drained] of Object.entries(results)) {
    const [milliseconds, kib] = [median(drained.map((one) => one.milliseconds)), median(drained.map((one) => one.kib))];
    const rate = Math.round(LINES / milliseconds);
    say(
      `${names[name as keyof typeof names].padEnd(42)} ${milliseconds.toFixed(0)} ms, ${rate}k lines/s, ${(kib / 1024).toFixed(0)} MiB at most`,
    );
  }
  const times = (drained: readonly Drained[]): number => median(drained.map((one) => one.milliseconds));
  say(`\n${drainVerdict(times(results.client) / times(results.spool), drainGoal)}`);
}

const names = { spool: "out of the spool, acknowledged", client: "official client, its own batches" } as const;

function once(...args: readonly string[]): Promise<Drained> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", run, ...args], { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(JSON.parse(text) as Drained);
      else reject(new Error(`drain-run ${args.join(" ")}: exit code ${code}`));
    });
  });
}
