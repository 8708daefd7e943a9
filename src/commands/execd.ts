import type { Collected, Collector } from "../collect/collector.ts";
import { WHOLE_LINE } from "../collect/cut-to-fit.ts";
import type { Part } from "../collect/part.ts";
import type { Arguments } from "../model/arguments.ts";
import { WhofluxError } from "../model/error.ts";
import { wholeLines } from "../model/whole-lines.ts";
import type { Word } from "../model/word.ts";
import { writeStdout } from "../sinks/stdout.ts";
import { parseArguments } from "./arguments.ts";
import { collectorFor } from "./collecting.ts";
import type { Command } from "./command.ts";
import { execdOptions } from "./execd-options.ts";
import { LineOutput } from "./execd-output.ts";
import { Requests } from "./execd-requests.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { parseInterval } from "./interval.ts";
import { StandingWords } from "./standing-words.ts";

/** `whoflux execd`: answers until its standard input ends; the program that Telegraf's execd input keeps running. */
export const execd: Command = {
  async run(args) {
    const given = parseArguments(execdOptions, args);
    if (!given.switches.has("help")) return serve(given);
    const { execdHelp } = await import("./execd-help.ts");
    writeStdout(Buffer.from(execdHelp()));
    return exitCodes.done;
  },
};

async function serve(given: Arguments): Promise<ExitCode> {
  if (given.operands.length > 0) {
    throw new WhofluxError("E_USAGE", "`execd` takes no file", { found: given.operands.join(" ") });
  }
  const interval = given.values.get("interval")?.[0];
  // Before all else: a signal that comes before there is somebody to take it ends the process.
  const requests = new Requests(interval === undefined ? undefined : parseInterval(interval));
  const events = given.switches.has("events") ? (["events"] as const) : [];
  const shape = { format: "line-protocol", parts: ["sessions", "summary", "collector", ...events] } as const;
  const output = new LineOutput();
  const collector = await collectorFor(given, shape);
  try {
    await answerAll(collector, requests, output);
  } finally {
    await collector.close();
  }
  return output.hasFailed ? exitCodes.failed : exitCodes.done;
}

/** Answers until there is nothing more to answer, or nobody to answer to. */
async function answerAll(collector: Collector, requests: Requests, output: LineOutput): Promise<void> {
  requests.onStop(() => {
    output.close();
    // What is being asked now may take a minute.
    void collector.close();
  });
  const words = new StandingWords();
  while ((await requests.next()) === "answer") {
    if ((await answerWhole(collector, output, words)) === "closed") return;
  }
}

type Outcome = "closed" | "written";

/** One answer, and what it had no room for: piece by piece, so that a long absence fills no memory. */
async function answerWhole(collector: Collector, output: LineOutput, words: StandingWords): Promise<Outcome> {
  const said: Word[] = [];
  let parts: readonly Part[] | undefined;
  for (;;) {
    const answer = await collector.collect(BigInt(Date.now()) * 1000n, parts);
    if ((await write(answer.text, output)) === "closed") return "closed";
    said.push(...answer.words, ...answer.save());
    if (answer.rest === "none") break;
    parts = ["events"];
  }
  words.say(said);
  return "written";
}

async function write(text: Collected["text"], output: LineOutput): Promise<Outcome> {
  for (const piece of text) {
    for (const lines of wholeLines(piece, WHOLE_LINE)) if ((await output.write(lines)) === "closed") return "closed";
  }
  return "written";
}
