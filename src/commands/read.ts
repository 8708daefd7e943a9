import { WhofluxError } from "../model/error.ts";
import { writeStdout } from "../sinks/stdout.ts";
import { History } from "../unix/history.ts";
import { expandInputs } from "../unix/inputs.ts";
import { layoutsNamed } from "../unix/layout-choice.ts";
import { layouts } from "../unix/layouts/index.ts";
import { type Core, createCore } from "../wasm/core.ts";
import { type Arguments, parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { refuseLastOptions } from "./last-options.ts";
import { Progress } from "./progress.ts";
import { readOptions } from "./read-options.ts";
import { isFormatName, type OutputOptions, RecordOutput } from "./record-output.ts";
import type { RowOutput } from "./row-output.ts";
import { StderrReport } from "./stderr-report.ts";
import { isTerminal } from "./terminal.ts";

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
  writeStdout(Buffer.from(await explain(createCore(layouts, "records"), paths, report)));
  return report.hasFailed ? exitCodes.failed : exitCodes.done;
}

/** What `--as` may be, and the WASM module that makes it. */
const shapes = { records: "records", events: "stays", sessions: "stays", summary: "summary" } as const;
type Shape = keyof typeof shapes;

async function readFiles(given: Arguments): Promise<ExitCode> {
  const one = (name: string): string | undefined => given.values.get(name)?.[0];
  const layout = one("layout");
  if (layout !== undefined) layoutsNamed(layout);
  if (one("format") === "last") return listFiles(given);
  refuseLastOptions(given);
  const shape = shapeOf(one("as") ?? "records", given);
  const options = { ...outputOptions(one("format"), one("host"), shape), selection: await selectionOf(given) };
  const report = new StderrReport(given.switches.has("strict") ? "strict" : "lenient");
  const paths = expandInputs(given.operands, (message) => report.notice(message)).map((input) => input.path);

  const core = createCore(layouts, shapes[shape]);
  const output = await outputFor(core, shape, options, one("top"));
  const stays = shapes[shape] !== "stays" ? undefined : (await import("../pair/moments.ts")).momentsOf;
  const reading = { ...(layout === undefined ? {} : { layout }), ...(stays === undefined ? {} : { stays }) };
  return pump(new History(core, paths, reading, report), output, report);
}

/** `--format last`: a text of its own, from a module of its own. */
async function listFiles(given: Arguments): Promise<ExitCode> {
  const { LastOutput, listingStyle } = await import("./last-output.ts");
  const looks = { style: listingStyle(given), selection: await selectionOf(given) };
  const report = new StderrReport(given.switches.has("strict") ? "strict" : "lenient");
  const inputs = expandInputs(given.operands, (message) => report.notice(message));
  const core = createCore(layouts, "last");
  const output = new LastOutput(core, inputs, looks, writeStdout);
  const { momentsOf: stays } = await import("../pair/moments.ts");
  const layout = given.values.get("layout")?.[0];
  const paths = inputs.map((input) => input.path);
  const reading = layout === undefined ? { stays } : { layout, stays };
  return pump(new History(core, paths, reading, report), output, report);
}

/** All rows of a history into an output; then what could not be read or said is told. */
async function pump(history: History, output: RowOutput, report: StderrReport): Promise<ExitCode> {
  const progress = new Progress();
  try {
    for (;;) {
      const next = history.next();
      const rows = typeof next === "number" ? next : await next;
      if (rows === 0) break;
      output.write(rows, history.path);
      progress.count(history.path, rows);
    }
  } finally {
    history.close();
    progress.end();
    output.end();
  }
  report.end();
  for (const message of output.leftOut()) report.notice(message);
  return report.hasFailed ? exitCodes.failed : exitCodes.done;
}

async function outputFor(
  core: Core,
  shape: Shape,
  options: OutputOptions,
  top: string | undefined,
): Promise<RowOutput> {
  if (shape === "records") return new RecordOutput(core, options, writeStdout);
  if (shape === "summary") {
    const { SummaryOutput } = await import("./summary-output.ts");
    return new SummaryOutput(core, { ...options, top }, writeStdout);
  }
  const { StayOutput } = await import("./stay-output.ts");
  return new StayOutput(core, shape, options, writeStdout);
}

function shapeOf(name: string, { values }: Arguments): Shape {
  if (!isShape(name)) {
    throw new WhofluxError("E_USAGE", "`--as` names nothing that records become", {
      expected: Object.keys(shapes).join(", "),
      found: name,
    });
  }
  if (shapes[name] === "stays" && values.has("type")) {
    throw new WhofluxError("E_USAGE", "`--type` chooses records, and none are shown", { cure: "leave out `--as`" });
  }
  if (name !== "summary" && values.has("top")) {
    throw new WhofluxError("E_USAGE", "`--top` is for a summary", { cure: "add `--as summary`" });
  }
  return name;
}

function isShape(name: string): name is Shape {
  return Object.hasOwn(shapes, name);
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

function outputOptions(
  format: string | undefined,
  computer: string | undefined,
  shape: Shape,
): Omit<OutputOptions, "selection"> {
  const name = format ?? (isTerminal(STDOUT) ? "table" : "jsonl");
  if (!isFormatName(name)) {
    throw new WhofluxError("E_USAGE", "`--format` names no format", {
      expected: "line-protocol, jsonl, json, csv, table, utmpdump or last",
      found: name,
    });
  }
  if (name === "utmpdump" && shape !== "records") {
    throw new WhofluxError("E_USAGE", "`--format utmpdump` shows records only", { cure: "leave out `--as`" });
  }
  const width = name === "table" && isTerminal(STDOUT) ? process.stdout.columns : undefined;
  return { format: name, ...(computer === undefined ? {} : { computer }), ...(width === undefined ? {} : { width }) };
}
