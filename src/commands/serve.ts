import type { Arguments } from "../model/arguments.ts";
import { counted } from "../model/counted.ts";
import { WhofluxError } from "../model/error.ts";
import type { Word } from "../model/word.ts";
import { Daemon, type DaemonWorld } from "../serve/daemon.ts";
import { managerOf, Notifier } from "../serve/notify.ts";
import type { Setup } from "../serve/setup.ts";
import { writeStdout } from "../sinks/stdout.ts";
import { parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { daemonLog } from "./daemon-log.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { refuseAll } from "./refuse-all.ts";
import { ServeHouse } from "./serve-house.ts";
import { serveOptions } from "./serve-options.ts";
import { type Plan, planFor } from "./serve-plan.ts";
import { openSetup } from "./serve-setup.ts";
import { ServeSignals } from "./serve-signals.ts";
import { stateFolderOf, takeStateFolder } from "./serve-state.ts";
import { StandingWords } from "./standing-words.ts";
import { systemClock } from "./system-clock.ts";

/** `whoflux serve`: the daemon. */
export const serve: Command = {
  async run(args) {
    const given = parseArguments(serveOptions, args);
    if (given.switches.has("help")) {
      writeStdout(Buffer.from((await import("./serve-help.ts")).serveHelp()));
      return exitCodes.done;
    }
    if (given.operands.length === 0) return run(given);
    throw new WhofluxError("E_USAGE", "`serve` takes no file", { found: given.operands.join(" ") });
  },
};

async function run(given: Arguments): Promise<ExitCode> {
  // Before all else: a signal that comes before there is somebody to take it ends the process.
  const signals = new ServeSignals();
  const say = daemonLog(process.env);
  const plan = await firstPlan(given);
  const folder = stateFolderOf(plan.settled);
  const lock = takeStateFolder(folder);
  const house = new ServeHouse(folder, say);
  try {
    const daemon = new Daemon(await openSetup(plan, house), worldOf(house, say));
    signals.listen({
      stop: () => daemon.stop(),
      reload: () => daemon.reload(() => secondPlan(given, house)),
      leave: () => lock.release(),
    });
    await (given.switches.has("once") ? daemon.once() : daemon.run());
    return exitCodeOf(given, house);
  } finally {
    house.close();
    lock.release();
  }
}

async function firstPlan(given: Arguments): Promise<Plan> {
  try {
    return await planFor(given);
  } catch (error) {
    if (error instanceof AggregateError) refuseAll(error.errors);
    throw error;
  }
}

/** The lines in the spools and the places in the logs stay where they are while the process runs. */
async function secondPlan(given: Arguments, house: ServeHouse): Promise<() => Promise<Setup>> {
  const plan = await planFor(given);
  const folder = stateFolderOf(plan.settled);
  if (folder !== house.folder) {
    house.say({
      level: "W",
      text: `the state directory stays ${house.folder} until the next start, and becomes ${folder}`,
    });
  }
  return () => openSetup(plan, house);
}

function worldOf(house: ServeHouse, say: (word: Word) => void): DaemonWorld {
  const rounds = { snapshots: new StandingWords(say), logs: new StandingWords(say) };
  return {
    clock: systemClock,
    monotonic: () => process.hrtime.bigint() / 1000n,
    notifier: new Notifier(managerOf(process.env, process.pid), systemClock, say),
    words: (of, words) => rounds[of].say(words),
    say,
    closeOutput: () => house.closeOutput(),
  };
}

/** One run has nobody who would send later what it leaves. */
function exitCodeOf(given: Arguments, house: ServeHouse): ExitCode {
  if (house.hasOutputFailed) return exitCodes.failed;
  if (!given.switches.has("once") || house.waiting === 0) return exitCodes.done;
  house.say({ level: "E", text: `${counted(house.waiting, "line")} could not be sent and wait for the next run` });
  return exitCodes.failed;
}
