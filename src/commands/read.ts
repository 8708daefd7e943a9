import { type CarViewName, isCarView } from "../formats/views.ts";
import type { Arguments } from "../model/arguments.ts";
import { WhofluxError } from "../model/error.ts";
import { writeStdout } from "../sinks/stdout.ts";
import { History } from "../unix/history.ts";
import { expandInputs, type InputFile } from "../unix/inputs.ts";
import { layoutsNamed } from "../unix/layout-choice.ts";
import { layouts } from "../unix/layouts/index.ts";
import { type Core, createCore } from "../wasm/core.ts";
import { areEventFiles } from "../windows/event-files.ts";
import { parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { refuseEventOptions } from "./event-options.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { refuseLastOptions } from "./last-options.ts";
import { type Outlet, stdoutOutlet } from "./outlet.ts";
import { Progress } from "./progress.ts";
import { formatOf, type Shape, selectionOf, shapeOf, shapes } from "./read-choices.ts";
import { readOptions } from "./read-options.ts";
import { readToOptions } from "./read-to-options.ts";
import { type OutputOptions, RecordOutput } from "./record-output.ts";
import type { RowOutput } from "./row-output.ts";
import { StderrReport } from "./stderr-report.ts";

/** `whoflux read FILE…`: login files of any Unix, and Windows events, as text. */
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
    const place = given.values.get("to")?.[0] ?? "stdout";
    if (place === "influx") return (await import("./read-to.ts")).readTo(given, readFiles);
    if (place !== "stdout")
      throw new WhofluxError("E_USAGE", "`--to` names no place", { expected: "stdout, influx", found: place });
    refuseServerOptions(given);
    return readFiles(given, stdoutOutlet);
  },
};

/** Throws E_USAGE for what only a server could mean. */
function refuseServerOptions({ values }: Arguments): void {
  const option = readToOptions.find(({ name }) => name !== "to" && values.has(name));
  if (option === undefined) return;
  throw new WhofluxError("E_USAGE", `\`--${option.name}\` is for sending rows to a server`, {
    cure: "add `--to influx`",
  });
}

async function readFiles(given: Arguments, outlet: Outlet): Promise<ExitCode> {
  const layout = given.values.get("layout")?.[0];
  const report = new StderrReport(given.switches.has("strict") ? "strict" : "lenient");
  const inputs = expandInputs(given.operands, (message) => report.notice(message));
  const paths = inputs.map((input) => input.path);
  if (areEventFiles(paths, layout)) {
    const { readEventFiles } = await import("./read-events.ts");
    return readEventFiles(given, paths, report, outlet);
  }
  refuseEventOptions(given);
  if (layout !== undefined) layoutsNamed(layout);
  if (given.switches.has("explain")) return explainFiles(paths, report);
  if (given.values.get("format")?.[0] === "last") return listFiles(given, inputs, report);
  refuseLastOptions(given);
  const shape = shapeOf(given, isCarView(given.values.get("format")?.[0]) ? "events" : "records");
  const { view, ...looks } = formatOf(given, shape);
  const options = { ...looks, selection: await selectionOf(given) };

  const core = createCore(layouts, shapes[shape]);
  const extras = { top: given.values.get("top")?.[0], view, write: outlet.write };
  const output = await outputFor(core, shape, options, extras);
  const stays = shapes[shape] !== "stays" ? undefined : (await import("../pair/moments.ts")).momentsOf;
  const reading = { ...(layout === undefined ? {} : { layout }), ...(stays === undefined ? {} : { stays }) };
  const offset = (): bigint => core.nextOffset();
  return pump(new History(core, paths, reading, report), output, report, { outlet, offset });
}

async function explainFiles(paths: readonly string[], report: StderrReport): Promise<ExitCode> {
  const { explain } = await import("./explain.ts");
  writeStdout(Buffer.from(await explain(createCore(layouts, "records"), paths, report)));
  return report.hasFailed ? exitCodes.failed : exitCodes.done;
}

/** `--format last`: a text of its own, from a module of its own. */
async function listFiles(given: Arguments, inputs: readonly InputFile[], report: StderrReport): Promise<ExitCode> {
  const { LastOutput, listingStyle } = await import("./last-output.ts");
  const looks = { style: listingStyle(given), selection: await selectionOf(given) };
  const core = createCore(layouts, "last");
  const output = new LastOutput(core, inputs, looks, writeStdout);
  const { momentsOf: stays } = await import("../pair/moments.ts");
  const layout = given.values.get("layout")?.[0];
  const paths = inputs.map((input) => input.path);
  const reading = layout === undefined ? { stays } : { layout, stays };
  return pump(new History(core, paths, reading, report), output, report, { outlet: stdoutOutlet });
}

/** Where the text of an output goes, and where in its file reading is. */
interface Way {
  readonly outlet: Outlet;
  readonly offset?: () => bigint;
}

/** All rows of a history into an output; then what could not be read or said is told. */
async function pump(history: History, output: RowOutput, report: StderrReport, way: Way): Promise<ExitCode> {
  const { flow, progress = new Progress() } = way.outlet;
  try {
    for (;;) {
      const next = history.next();
      const rows = typeof next === "number" ? next : await next;
      if (rows === 0) break;
      output.write(rows, history.path);
      progress.count(history.path, rows, way.offset);
      if (flow?.isFull) await flow.drain();
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

/** What only some outputs take. */
interface Extras {
  readonly top: string | undefined;
  readonly view: CarViewName | undefined;
  readonly write: Outlet["write"];
}

async function outputFor(core: Core, shape: Shape, options: OutputOptions, extras: Extras): Promise<RowOutput> {
  if (shape === "records") return new RecordOutput(core, options, extras.write);
  if (shape === "summary") {
    const { SummaryOutput } = await import("./summary-output.ts");
    return new SummaryOutput(core, { ...options, top: extras.top }, extras.write);
  }
  const { StayOutput } = await import("./stay-output.ts");
  if (extras.view === undefined) return new StayOutput(core, shape, options, extras.write);
  const { CarView } = await import("./car-view.ts");
  return new StayOutput(core, shape, { ...options, view: new CarView(core, extras.view, "unix") }, extras.write);
}
