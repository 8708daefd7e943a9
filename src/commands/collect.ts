import type { Collector } from "../collect/collector.ts";
import { isPart, type Part, parts } from "../collect/part.ts";
import type { FormatName } from "../formats/index.ts";
import type { Arguments } from "../model/arguments.ts";
import { WhofluxError } from "../model/error.ts";
import { writeStdout } from "../sinks/stdout.ts";
import { parseArguments } from "./arguments.ts";
import { collectOptions } from "./collect-options.ts";
import { collectorFor, type Shape } from "./collecting.ts";
import type { Command } from "./command.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { tell } from "./plugin-log.ts";
import { isTerminal } from "./terminal.ts";

const STDOUT = 1;

/** `whoflux collect`: who is logged in now, once; the program that Telegraf's exec input runs. */
export const collect: Command = {
  async run(args) {
    const given = parseArguments(collectOptions, args);
    if (!given.switches.has("help")) return collectOnce(given);
    const { collectHelp } = await import("./collect-help.ts");
    writeStdout(Buffer.from(collectHelp()));
    return exitCodes.done;
  },
};

async function collectOnce(given: Arguments): Promise<ExitCode> {
  if (given.operands.length > 0) {
    throw new WhofluxError("E_USAGE", "`collect` takes no file", { found: given.operands.join(" ") });
  }
  const shape = shapeOf(given);
  if (shape.parts.includes("events") && !given.values.has("state")) {
    throw new WhofluxError("E_USAGE", "events since when?", {
      cure: "add `--state FILE`, which keeps the place in the logs",
    });
  }
  const collector = await collectorFor(given, shape);
  try {
    return await answerOnce(collector);
  } finally {
    await collector.close();
  }
}

async function answerOnce(collector: Collector): Promise<ExitCode> {
  const now = BigInt(Date.now()) * 1000n;
  let answer = await collector.collect(now);
  // From here on a signal waits until what was told is written and the place in the logs is saved: Telegraf takes the
  // output of a program that it had to ask to end, if that ends well, so the two must agree.
  let isAskedToEnd = false;
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => (isAskedToEnd = true));
  const { outcome } = answer;
  for (;;) {
    for (const word of answer.words) tell(word);
    writeStdout(Buffer.concat(answer.text));
    if (answer.outcome === "nothing") return outcome === "nothing" ? exitCodes.failed : exitCodes.done;
    for (const word of answer.save()) tell(word);
    if (answer.rest === "none" || isAskedToEnd) return exitCodes.done;
    answer = await collector.collect(now, ["events"]);
  }
}

const formatNames = ["line-protocol", "jsonl", "json", "csv", "table"] as const satisfies readonly FormatName[];

function shapeOf({ values, switches }: Arguments): Shape {
  const name = values.get("format")?.[0] ?? (isTerminal(STDOUT) ? "table" : "line-protocol");
  const format = formatNames.find((known) => known === name);
  if (format === undefined) {
    throw new WhofluxError("E_USAGE", "`--format` names no format", { expected: formatNames.join(", "), found: name });
  }
  const width = format === "table" && isTerminal(STDOUT) ? process.stdout.columns : undefined;
  const shown = partsOf(values.get("as")?.[0], format);
  const withEvents = switches.has("events") && !shown.includes("events");
  if (withEvents && format !== "line-protocol") {
    throw new WhofluxError("E_USAGE", `\`--events\` are rows of another kind than ${shown[0]}`, {
      cure: "add `--as events` or `--format line-protocol`",
    });
  }
  return {
    format,
    parts: withEvents ? [...shown, "events"] : shown,
    ...(width === undefined ? {} : { width }),
  };
}

function partsOf(wanted: string | undefined, format: FormatName): readonly Part[] {
  if (wanted === undefined) return format === "line-protocol" ? ["sessions", "summary", "collector"] : ["sessions"];
  if (isPart(wanted)) return [wanted];
  throw new WhofluxError("E_USAGE", "`--as` names nothing to show", { expected: parts.join(", "), found: wanted });
}
