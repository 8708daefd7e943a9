import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import * as assert from "uvu/assert";
import { type Chance, chanceOf } from "../kit/chance.ts";
import { program, whoflux, whofluxWhile } from "../kit/cli.ts";
import { inFolder } from "../kit/databases.ts";
import { createDatabase, influxdb } from "../kit/influxdb.ts";
import { seedOfRun } from "../kit/random.ts";
import { requireProgram } from "../kit/require.ts";
import { type ServerCommand, startServer } from "../kit/server.ts";
import { describe } from "../kit/suite.ts";
import { victoriaMetrics } from "../kit/victoria-metrics.ts";
import { BusyMachine } from "./busy-machine.ts";
import { pointsInInflux, pointsOf, samplesInVictoria, samplesOf } from "./points.ts";
import { UnreliableProxy, type Weather } from "./unreliable-proxy.ts";

/** Lives of the daemon, and milliseconds for all of them together. */
const LIVES = 150;
const TIME = 20_000;
/** Tries to have the rest delivered when the weather is fair again. */
const LAST_TRIES = 10;

interface Stage {
  readonly machine: BusyMachine;
  readonly proxy: UnreliableProxy;
  readonly options: readonly string[];
}

const influxd = requireProgram("influxd", "nothing is lost on the way to a real InfluxDB, nothing doubled");
if (influxd !== undefined) {
  describe("whoflux that is killed again and again, and InfluxDB", (test) => {
    test("has every event of the logs exactly once", () =>
      onStage(influxdb(influxd), async ({ machine, proxy, options }, url, chance) => {
        await createDatabase(url, "logins");
        await liveAndDie({ machine, proxy, options: [...options, "--influx-database", "logins"] }, chance);
        await comesTo(
          { machine, proxy, options: [...options, "--influx-database", "logins"] },
          (lines) => pointsOf(lines),
          () => pointsInInflux(url, "logins", "logon_event"),
        );
      }));
  });
}

const victoria = requireProgram(
  "victoria-metrics",
  "nothing is lost on the way to a real VictoriaMetrics, nothing doubled",
);
if (victoria !== undefined) {
  describe("whoflux that is killed again and again, and VictoriaMetrics", (test) => {
    test("has every event of the logs exactly once", () =>
      onStage(victoriaMetrics(victoria), async (stage, url, chance) => {
        await liveAndDie(stage, chance);
        await comesTo(
          stage,
          (lines) => samplesOf(lines),
          () => samplesInVictoria(url, "logon_event"),
        );
      }));
  });
}

function onStage(
  command: ServerCommand,
  body: (stage: Stage, url: string, chance: Chance) => Promise<void>,
): Promise<void> {
  const seed = seedOfRun();
  const chance = chanceOf(seed);
  return inFolder(async (folder) => {
    const server = await startServer(command);
    const proxy = await UnreliableProxy.open(server.url, chance);
    try {
      const machine = new BusyMachine(folder, chance);
      const options = ["--root", machine.root, "--state-directory", `${folder}/state`, "--influx-url", proxy.url];
      await body({ machine, proxy, options: [...options, ...following] }, server.url, chance);
    } catch (error) {
      console.log(`SEED=${seed}`);
      throw error;
    } finally {
      await proxy.close();
      await server.stop();
    }
  });
}

const following = ["--events", "* * * * * *", "--snapshot", "off", "--summary", "off", "--backfill", "all"].concat(
  "--failed-names",
  "all",
);

/**
 * Starts the daemon and kills it at any moment, while people log in, logs are rotated, the server comes and goes, the clock
 * is set forth and back, and now and then the disk refuses to take more.
 */
async function liveAndDie({ machine, proxy, options }: Stage, chance: Chance): Promise<void> {
  const end = Date.now() + TIME;
  const weathers: readonly Weather[] = ["fair", "stormy", "stormy", "down"];
  let lives = 0;
  for (; lives < LIVES && Date.now() < end; lives++) {
    if (lives % 5 === 0) proxy.weather = chance.pick(weathers);
    if (lives % 10 === 0) machine.clockAhead = chance.pick([0, 0, 3_600_000, -3_600_000]);
    const child = born(machine, options, chance.happens(20) ? chance.between(1, 40) : undefined);
    await busyUntil(machine, Date.now() + chance.between(50, 260), chance);
    child.kill("SIGKILL");
    await ended(child);
    if (chance.happens(10)) machine.rotate();
  }
  assert.ok(lives >= 20, `only ${lives} lives in the time`);
  proxy.weather = "fair";
  machine.clockAhead = 0;
}

/** A life of the daemon; `room`: kibibytes that a file may have, for which a full disk is meant. */
function born(machine: BusyMachine, options: readonly string[], room: number | undefined): ChildProcess {
  const args = ["--require", clockAhead, program, "serve", ...options];
  const env = { ...process.env, CLOCK_AHEAD: String(machine.clockAhead) };
  if (room === undefined) return spawn(process.execPath, args, { stdio: "ignore", env });
  const limited = `ulimit -f ${room}; exec "$0" "$@"`;
  return spawn("bash", ["-c", limited, process.execPath, ...args], { stdio: "ignore", env });
}

const clockAhead = new URL("./clock-ahead.cjs", import.meta.url).pathname;

async function busyUntil(machine: BusyMachine, end: number, chance: Chance): Promise<void> {
  while (Date.now() < end) {
    machine.live();
    if (chance.happens(3)) machine.rotate();
    await sleep(chance.between(1, 25));
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

/** Lets the daemon deliver what it has, in peace, and compares what the server has with what the logs hold. */
async function comesTo(
  { machine, options }: Stage,
  wantedOf: (lines: string) => string[],
  found: () => Promise<string[]>,
): Promise<void> {
  const wanted = wantedOf(machine.truth.map(eventsOf).join(""));
  assert.ok(wanted.length > 0);
  let stored: readonly string[] = [];
  for (let tries = 0; tries < LAST_TRIES; tries++) {
    // The proxy is of this process: it must not wait for the program without letting go.
    const { status, stderr } = await whofluxWhile(["serve", "--once", ...options], () => {});
    assert.is(status, 0, stderr);
    stored = await found();
    if (stored.length >= wanted.length) break;
    await sleep(500);
  }
  assert.equal(difference(stored, wanted), { missing: [], unwanted: [] });
  assert.equal(stored, wanted);
}

/** The events of one log. Two logs in one reading would go back in time, for which ordinals are made. */
function eventsOf(log: string): string {
  const { status, stdout, stderr } = whoflux(["read", log, "--as", "events", "--format", "line-protocol"]);
  assert.is(status, 0, stderr);
  return Buffer.from(stdout, "latin1").toString("utf8");
}

/** Some of what one has and the other has not. */
function difference(stored: readonly string[], wanted: readonly string[]) {
  const had = new Set(stored);
  const needed = new Set(wanted);
  return {
    missing: wanted.filter((point) => !had.has(point)).slice(0, 10),
    unwanted: stored.filter((point) => !needed.has(point)).slice(0, 10),
  };
}
