//  A day of the daemon, with a clock that a test moves: everything real but the clock and the server. Prints what it used
//  and told, as JSON. node --expose-gc --import tsx test/serve/day.ts FOLDER HOURS

import { appendFileSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { parseArguments } from "../../src/commands/arguments.ts";
import { ServeHouse } from "../../src/commands/serve-house.ts";
import { serveOptions } from "../../src/commands/serve-options.ts";
import { planFor } from "../../src/commands/serve-plan.ts";
import { openSetup } from "../../src/commands/serve-setup.ts";
import { Daemon } from "../../src/serve/daemon.ts";
import { Notifier } from "../../src/serve/notify.ts";
import type { LineSink } from "../../src/sinks/influx/outcome.ts";
import { type WriterRecord, writeRecords } from "../kit/utmp-writer.ts";
import { PlayedClock } from "./played-clock.ts";

const HOUR = 3_600_000;
const STEP = 30_000;
const [folder = "", hours = ""] = process.argv.slice(2);

const clock = new PlayedClock("2026-03-28T12:00:00Z");
const root = join(folder, "root");
const state = join(folder, "state");
const wtmp = join(root, "var/log/wtmp");
for (const path of ["run", "var/log"]) mkdirSync(join(root, path), { recursive: true });
mkdirSync(state, { mode: 0o700 });

const login = (user: string, line: string, time: number): WriterRecord => ({
  type: "USER_PROCESS",
  user,
  line,
  pid: 4242,
  time: BigInt(time) * 1000n,
  host: "client.example.org",
});
const write = (path: string, records: readonly WriterRecord[]): void =>
  appendFileSync(path, writeRecords("linux-384-le", records));
const people = Array.from({ length: 5 }, (_, index) => login(`user${index}`, `pts/${index}`, clock.now()));
write(join(root, "run/utmp"), people);
write(wtmp, [login("first", "pts/9", clock.now())]);

const told = { events: 0, snapshots: 0, summaries: 0, batches: 0 };
const sink: LineSink = {
  name: "memory",
  async write(text) {
    const lines = Buffer.from(text).toString("latin1").trimEnd().split("\n");
    told.batches += 1;
    for (const line of lines) {
      if (line.startsWith("logon_event")) told.events += 1;
      if (line.startsWith("logon_summary")) told.summaries += 1;
      if (line.startsWith("logon_session") && line.includes("username=user0")) told.snapshots += 1;
    }
    return { kind: "stored", lines: lines.length, refused: [] };
  },
  close() {},
};

const words: string[] = [];
const rounds = { snapshots: 0, logs: 0 };
const house = new ServeHouse(state, ({ text }) => words.push(text));
const server = ["--influx-url", "http://127.0.0.1:1", "--influx-database", "x", "--spool-sync", "never"];
const times = ["--snapshot", "*/30 * * * * *", "--events", "*/30 * * * * *", "--timezone", "Europe/Berlin"];
const flags = ["--root", root, "--state-directory", state, "--backfill", "all", ...server, ...times];
const given = parseArguments(serveOptions, flags);
const daemon = new Daemon(await openSetup(await planFor(given), house, () => sink), {
  clock,
  monotonic: () => 0n,
  notifier: new Notifier(undefined, clock, () => {}),
  words(of, said) {
    rounds[of] += 1;
    words.push(...said.map(({ text }) => text));
  },
  say: ({ text }) => words.push(text),
  closeOutput() {},
});

/** Waits until so many rounds have ended, and what they told is delivered. */
async function reached(snapshots: number, logs: number): Promise<void> {
  const limit = process.hrtime.bigint() + 10_000_000_000n;
  while (rounds.snapshots < snapshots || rounds.logs < logs || house.waiting > 0) {
    if (process.hrtime.bigint() > limit) throw new Error(`${JSON.stringify({ rounds, snapshots, logs })} ${words}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function used() {
  for (let time = 0; time < 3; time++) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const files = readdirSync(state, { recursive: true }).length;
  const handles = process.getActiveResourcesInfo().filter((name) => name !== "Immediate").length;
  const descriptors = process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0;
  return { heap: heapUsed, buffers: arrayBuffers, files, handles, descriptors, timers: clock.waiting };
}

const run = daemon.run();
await reached(1, 1);
const samples: ReturnType<typeof used>[] = [];
let records = 1;
for (let step = 1; step <= (Number(hours) * HOUR) / STEP; step++) {
  const elapsed = step * STEP;
  if (elapsed % (HOUR / 12) === 0) {
    write(wtmp, [login(`user${step % 50}`, "pts/9", clock.now())]);
    records += 1;
  }
  if (elapsed % (6 * HOUR) === HOUR) {
    renameSync(wtmp, `${wtmp}.1`);
    write(wtmp, [login("rotated", "pts/8", clock.now())]);
    records += 1;
  }
  await clock.pass(STEP);
  await reached(1 + step, 1 + step);
  if (elapsed % (6 * HOUR) === 0) samples.push(used());
}
daemon.stop();
await clock.pass(STEP);
await run;
house.close();
process.stdout.write(`${JSON.stringify({ samples, told, records, words, timers: clock.waiting })}\n`);
clock.end();
