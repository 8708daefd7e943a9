import type { Collector } from "../collect/collector.ts";
import { WHOLE_LINE } from "../collect/cut-to-fit.ts";
import { wholeLines } from "../collect/whole-lines.ts";
import type { Arguments } from "../model/arguments.ts";
import { WhofluxError } from "../model/error.ts";
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
    const answer = await collector.collect(BigInt(Date.now()) * 1000n);
    for (const piece of answer.text) {
      for (const lines of wholeLines(piece, WHOLE_LINE)) if ((await output.write(lines)) === "closed") return;
    }
    words.say([...answer.words, ...answer.save()]);
  }
}
