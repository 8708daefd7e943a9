import { isatty } from "node:tty";
import { WhofluxError } from "../model/error.ts";
import { writeStdout } from "../sinks/stdout.ts";
import { History } from "../unix/history.ts";
import { expandInputs } from "../unix/inputs.ts";
import { layoutsNamed } from "../unix/layout-choice.ts";
import { layouts } from "../unix/layouts/index.ts";
import { createCore } from "../wasm/core.ts";
import { type Arguments, parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { Progress } from "./progress.ts";
import { readOptions } from "./read-options.ts";
import { isFormatName, type OutputOptions, RecordOutput } from "./record-output.ts";
import { StderrReport } from "./stderr-report.ts";

const STDOUT = 1;

/** `whoflux read FILE…`: login files of any Unix as text. */
export const read: Command = {
  async run(args) {
    const given = parseArguments(readOptions, args);
    if (given.switches.has("help")) {
      const { readHelp } = await import("./read-help.ts");
      writeStdout(Buffer.from(readHelp()));
      return exitCodes.done;
    }
    if (given.operands.length === 0) {
      throw new WhofluxError("E_USAGE", "no file given", { expected: "FILE…, or - for standard input" });
    }
    return given.switches.has("explain") ? explainFiles(given) : readFiles(given);
  },
};

async function explainFiles(given: Arguments): Promise<ExitCode> {
  const report = new StderrReport("lenient");
  const paths = expandInputs(given.operands, (message) => report.notice(message)).map((input) => input.path);
  const { explain } = await import("./explain.ts");
  writeStdout(Buffer.from(await explain(createCore(layouts), paths, report)));
  return report.hasFailed ? exitCodes.failed : exitCodes.done;
}

async function readFiles(given: Arguments): Promise<ExitCode> {
  const one = (name: string): string | undefined => given.values.get(name)?.[0];
  const layout = one("layout");
  if (layout !== undefined) layoutsNamed(layout);
  const output = outputOptions(one("format"), one("host"));
  const selection = await selectionOf(given);
  const report = new StderrReport(given.switches.has("strict") ? "strict" : "lenient");
  const paths = expandInputs(given.operands, (message) => report.notice(message)).map((input) => input.path);

  const core = createCore(layouts);
  const history = new History(core, paths, layout === undefined ? {} : { layout }, report);
  const records = new RecordOutput(core, { ...output, selection }, writeStdout);
  const progress = new Progress();
  try {
    for (;;) {
      const next = history.next();
      const rows = typeof next === "number" ? next : await next;
      if (rows === 0) break;
      records.write(rows);
      progress.count(history.path, rows);
    }
  } finally {
    history.close();
    progress.end();
    records.end();
  }
  report.end();
  for (const message of records.leftOut()) report.notice(message);
  return report.hasFailed ? exitCodes.failed : exitCodes.done;
}

const selecting = ["since", "until", "user", "from", "line", "type"];

/** The compiled selection, null when every record is wanted. Its parsers are loaded when there is something to parse. */
async function selectionOf({ values }: Arguments): Promise<Uint8Array | null> {
  if (!selecting.some((name) => values.has(name))) return null;
  const { compileSelection } = await import("../select/index.ts");
  return compileSelection(
    {
      since: values.get("since")?.[0],
      until: values.get("until")?.[0],
      user: values.get("user"),
      from: values.get("from"),
      line: values.get("line"),
      type: values.get("type"),
    },
    () => Date.now(),
  );
}

function outputOptions(format: string | undefined, computer: string | undefined): Omit<OutputOptions, "selection"> {
  const name = format ?? (isatty(STDOUT) ? "table" : "jsonl");
  if (!isFormatName(name)) {
    throw new WhofluxError("E_USAGE", "`--format` names no format", {
      expected: "line-protocol, jsonl, json, csv, table or utmpdump",
      found: name,
    });
  }
  const width = name === "table" && isatty(STDOUT) ? process.stdout.columns : undefined;
  return { format: name, ...(computer === undefined ? {} : { computer }), ...(width === undefined ? {} : { width }) };
}
