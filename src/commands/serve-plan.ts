import type { Settled } from "../config/layers.ts";
import type { Arguments } from "../model/arguments.ts";
import { millisecondsOf } from "../model/duration.ts";
import type { WhofluxError } from "../model/error.ts";
import type { Word } from "../model/word.ts";
import { type CronTimes, cronTimes } from "../serve/schedule.ts";
import { type Job, jobs } from "../serve/setup.ts";
import type { InfluxTarget } from "../sinks/influx/target.ts";
import { type Machine, machineFor } from "./collecting.ts";
import { configurationOf } from "./configuration.ts";
import { daemonSettings } from "./daemon-settings.ts";
import { readTarget } from "./influx-target.ts";
import { rootOf } from "./machine-options.ts";
import { type Output, outputsOf } from "./outputs.ts";
import { ownHost } from "./own-host.ts";

/** What a configuration asks the daemon for; nothing in it is wrong. */
export interface Plan {
  readonly settled: Settled;
  readonly machine: Machine;
  readonly times: ReadonlyMap<Job, CronTimes>;
  /** Milliseconds by which jobs may be late, at most. */
  readonly jitter: number;
  readonly outputs: readonly Output[];
  readonly target?: InfluxTarget;
  /** What is not wrong and not wise either. */
  readonly words: readonly Word[];
}

/** Reads and checks the configuration anew. Throws an AggregateError with everything that is wrong with it. */
export async function planFor(given: Arguments): Promise<Plan> {
  const { settled, words } = configurationOf(given, daemonSettings);
  refuse(settled.problems);
  const { target, problems, words: more } = readTarget(settled);
  refuse(problems);
  const machine = await machineFor(named(settled), {
    format: "line-protocol",
    parts: ["sessions", "summary", "collector"],
  });
  return {
    settled,
    machine,
    times: timesOf(settled),
    jitter: millisecondsOf(settled.values.get("jitter")?.[0] ?? "") ?? 0,
    outputs: outputsOf(settled),
    ...(target === undefined ? {} : { target }),
    words: [...words, ...more],
  };
}

/** With the machine's own name, where no other was given. */
function named(settled: Settled): Settled {
  const own = settled.values.has("host") ? undefined : ownHost(rootOf(settled));
  return own === undefined ? settled : { ...settled, values: new Map(settled.values).set("host", [own]) };
}

function refuse(problems: readonly WhofluxError[]): void {
  if (problems.length > 0) throw new AggregateError(problems);
}

function timesOf({ values }: Settled): ReadonlyMap<Job, CronTimes> {
  const timezone = values.get("timezone")?.[0];
  const rows = jobs.map((job) => [job, values.get(job)?.[0] ?? "off"] as const);
  return new Map(
    rows
      .filter(([, expression]) => expression !== "off")
      .map(([job, expression]) => [job, cronTimes(expression, timezone, () => Date.now())]),
  );
}
