import { readDescriptor, readFile } from "../config/find-file.ts";
import { settle } from "../config/layers.ts";
import { listingOf } from "../config/listing.ts";
import { sampleOf } from "../config/sample.ts";
import { say } from "../log.ts";
import type { Arguments } from "../model/arguments.ts";
import { counted } from "../model/counted.ts";
import { WhofluxError } from "../model/error.ts";
import { visible } from "../model/visible.ts";
import { writeStdout } from "../sinks/stdout.ts";
import { parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { configOptions } from "./config-options.ts";
import { configurationOf } from "./configuration.ts";
import { daemonSettings } from "./daemon-settings.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { readTarget } from "./influx-target.ts";
import { refuseAll } from "./refuse-all.ts";

const STDIN = 0;
const nothingGiven: Arguments = { switches: new Set(), values: new Map(), operands: [] };

/** `whoflux config`: a sample of the configuration, what is wrong with one, and what holds. */
export const config: Command = {
  async run(args) {
    const given = parseArguments(configOptions, args);
    const [operand] = given.operands;
    if (operand !== undefined) {
      const cure = "`--check FILE` looks for mistakes in one";
      throw new WhofluxError("E_USAGE", "`config` takes no file", { found: operand, cure });
    }
    if (given.switches.has("help")) return print((await import("./config-help.ts")).configHelp());
    const checked = given.values.get("check")?.[0];
    const isShown = given.switches.has("show");
    if (checked !== undefined && (isShown || given.values.has("config"))) {
      throw new WhofluxError("E_USAGE", "`--check` goes alone");
    }
    if (checked !== undefined) return check(checked);
    if (isShown) return show(given);
    if (given.values.has("config")) throw new WhofluxError("E_USAGE", "`--config` goes with `--show`");
    return print(sampleOf(daemonSettings));
  },
};

function print(text: string): ExitCode {
  writeStdout(Buffer.from(text));
  return exitCodes.done;
}

/** The file by itself, so that no variable hides a mistake; and as it would hold here, where a variable may have a secret. */
function check(path: string): ExitCode {
  const file = path === "-" ? readDescriptor(STDIN, "standard input") : readFile(path, "--check");
  const alone = settle(daemonSettings, nothingGiven, {}, file);
  const here = settle(daemonSettings, nothingGiven, process.env, file);
  const { problems, words } = readTarget(here);
  const all = [...alone.problems, ...problems];
  refuseAll(all.filter((one, index) => all.findIndex(({ message }) => message === one.message) === index));
  for (const { text } of words) say(text);
  const count = daemonSettings.filter(({ name }) => alone.where(name) !== undefined).length;
  return print(`${visible(file.path)}: no problem found, ${counted(count, "setting")}\n`);
}

function show(given: Arguments): ExitCode {
  const { settled, words } = configurationOf(given, daemonSettings);
  refuseAll(settled.problems);
  for (const { text } of words) say(text);
  return print(listingOf(daemonSettings, settled));
}
