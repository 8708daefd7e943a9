import type { Arguments } from "../model/arguments.ts";
import type { Entity } from "../model/entity.ts";
import { WhofluxError } from "../model/error.ts";
import { logonEventEntity } from "../model/logon-event-entity.ts";
import { logonHistoryEntity } from "../model/logon-session-entity.ts";
import { ossemEntity } from "../model/ossem-entity.ts";
import { layouts } from "../unix/layouts/index.ts";
import { type Core, createCore } from "../wasm/core.ts";
import type { Windows } from "../windows/ask.ts";
import type { Told } from "../windows/stories/stories.ts";
import { tell, tellAttributes } from "../windows/tell.ts";
import { CarView } from "./car-view.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { refuseLastOptions } from "./last-options.ts";
import type { Outlet } from "./outlet.ts";
import { Progress } from "./progress.ts";
import { formatOf, selectionOf, shapeOf } from "./read-choices.ts";
import type { StderrReport } from "./stderr-report.ts";
import { type ToldOptions, ToldRows } from "./told-rows.ts";

/** Rows from somewhere, and what they are to look like. */
interface Job {
  readonly rows: AsyncIterable<Told>;
  readonly options: ToldOptions;
}

/** `whoflux read` of files that hold Windows events: `paths` are read as one history. Throws E_USAGE for what they do not become. */
export async function readEventFiles(
  given: Arguments,
  paths: readonly string[],
  report: StderrReport,
  outlet: Outlet,
): Promise<ExitCode> {
  refuseUnixOptions(given);
  const core = createCore(layouts, "stays");
  const windows = await windowsOf(given);
  const reading = { paths, report, ...(windows === undefined ? {} : { windows }) };
  const { rows, options } = await jobOf(given, core, reading);
  const output = new ToldRows(core, options, outlet.write);
  const { flow, progress = new Progress() } = outlet;
  const [first = "", ...more] = paths;
  const name = more.length === 0 ? first : `${paths.length} files`;
  try {
    for await (const row of rows) {
      output.write(row);
      progress.count(name, 1);
      if (flow?.isFull) await flow.drain();
    }
  } finally {
    await windows?.close();
    progress.end();
    output.end();
  }
  report.end();
  for (const message of output.leftOut()) report.notice(message);
  return report.hasFailed ? exitCodes.failed : exitCodes.done;
}

async function jobOf(given: Arguments, core: Core, reading: Reading): Promise<Job> {
  if (given.values.get("format")?.[0] === "ossem") return attributesJob(given, reading);
  const shape = shapeOf(given, "events");
  if (shape !== "events" && shape !== "sessions") {
    throw new WhofluxError("E_USAGE", "Windows events become events or sessions", {
      found: `--as ${shape}`,
      cure: "leave out `--as`, or say `--as sessions`",
    });
  }
  const { view, ...looks } = formatOf(given, shape);
  const selection = await selectionOf(given, "windows");
  const whose = given.switches.has("people") ? "people" : "all";
  const rows = tell(reading.paths, { ...reading, shape, whose });
  if (view === undefined) return { rows, options: { ...looks, shape, selection, entity: entities[shape] } };
  const options = { ...looks, shape, selection, entity: logonEventEntity, view: new CarView(core, view, "windows") };
  return { rows: withoutDomains(rows), options };
}

const entities: Readonly<Record<"events" | "sessions", Entity>> = {
  events: logonEventEntity,
  sessions: logonHistoryEntity,
};

/** `--format ossem`: Windows' own events, of which only the time can be chosen. */
async function attributesJob(given: Arguments, reading: Reading): Promise<Job> {
  const other = ["as", "user", "from", "line"].find((name) => given.values.has(name));
  const unfit = other ?? (given.switches.has("people") ? "people" : undefined);
  if (unfit !== undefined) {
    throw new WhofluxError("E_USAGE", `\`--format ossem\` goes without \`--${unfit}\``, {
      cure: `leave out \`--${unfit}\`; \`--format car\` shows what people did`,
    });
  }
  const host = given.values.get("host")?.[0];
  const options: ToldOptions = {
    format: "jsonl",
    shape: "events",
    entity: ossemEntity,
    selection: await selectionOf(given, "windows"),
    ...(host === undefined ? {} : { computer: host }),
  };
  return { rows: tellAttributes(reading.paths, reading), options };
}

/** Throws E_USAGE for options that only login files of Unix take. */
function refuseUnixOptions(given: Arguments): void {
  const format = given.values.get("format")?.[0];
  if (format === "last" || format === "utmpdump") {
    throw new WhofluxError("E_USAGE", `\`--format ${format}\` is for login files of Unix`, {
      cure: "`--format table` is for Windows events too",
    });
  }
  refuseLastOptions(given);
  const unfit = ["explain", "type", "top"].find((name) => given.switches.has(name) || given.values.has(name));
  if (unfit === undefined) return;
  throw new WhofluxError("E_USAGE", `\`--${unfit}\` is for login files of Unix`, { cure: `leave out \`--${unfit}\`` });
}

/** Who reads what. */
interface Reading {
  readonly paths: readonly string[];
  readonly report: StderrReport;
  readonly windows?: Windows;
}

/** Who opens .evtx files: Windows' own PowerShell there, elsewhere the one that is named. */
async function windowsOf({ values }: Arguments): Promise<Windows | undefined> {
  const powershell = values.get("powershell")?.[0];
  if (powershell === undefined && process.platform !== "win32") return undefined;
  const { connectWindows } = await import("../windows/child/connect.ts");
  return connectWindows(powershell === undefined ? {} : { powershell });
}

/** CAR's `hostname` is the computer's name alone. */
async function* withoutDomains(rows: AsyncIterable<Told>): AsyncGenerator<Told> {
  for await (const row of rows) {
    yield typeof row.host === "string" ? { ...row, host: withoutDomain(row.host) } : row;
  }
}

/** A computer's name up to its first dot; an address stays whole. */
function withoutDomain(host: string): string {
  return /^[\d.]*$/.test(host) ? host : host.replace(/\..*$/s, "");
}
