import { Collector, type EventSource, type Sources } from "../collect/collector.ts";
import type { Part } from "../collect/part.ts";
import type { View } from "../collect/view.ts";
import type { Arguments } from "../model/arguments.ts";
import { WhofluxError } from "../model/error.ts";
import { takeSnapshot } from "../sources/snapshot.ts";
import type { SourceName } from "../sources/source.ts";
import { layouts } from "../unix/layouts/index.ts";
import { type Core, createCore } from "../wasm/core.ts";
import type { Windows } from "../windows/ask.ts";
import { eventLogsOf, platformOf, rootOf, sourcesOf } from "./machine-options.ts";
import { stateFileOf } from "./state-path.ts";
import { connectionOf } from "./windows-connection.ts";

/** How the answers of a command look; the rest of a view is in its options. */
export type Shape = Pick<View, "format" | "width"> & { readonly parts: readonly Part[] };

/** A machine to look at, and how what it tells is shown. */
export interface Machine {
  /** The directory that is its root, or the Windows that answers. */
  readonly place: Windows | string;
  readonly view: View;
  readonly core: Core;
  readonly snapshot: NonNullable<Sources["snapshot"]>;
  /** Ends what answers. */
  readonly close?: () => Promise<void>;
}

/** The machine that options name. Throws E_USAGE for what they cannot mean. */
export async function machineFor(given: Arguments, shape: Shape): Promise<Machine> {
  const computer = given.values.get("host")?.[0];
  const view: View = {
    ...shape,
    ...(computer === undefined ? {} : { computer }),
    selection: await selectionOf(given),
    include: given.switches.has("all") ? "all" : "open",
  };
  const root = rootOf(given);
  const windows = platformOf(given) === "windows" ? await connectionOf(given) : undefined;
  const core = createCore(layouts, "stays");
  if (windows === undefined) return { place: root, view, core, snapshot: unixSnapshots(core, given, root) };
  return { place: windows, view, core, snapshot: windowsSnapshots(windows, given), close: () => windows.close() };
}

/** The collector that the options of `collect` or `execd` ask for. Throws E_USAGE for what they cannot mean. */
export async function collectorFor(given: Arguments, shape: Shape): Promise<Collector> {
  if (!shape.parts.includes("events")) refuseWordsOfEvents(given);
  const { place, view, core, snapshot, close } = await machineFor(given, shape);
  const events = shape.parts.includes("events") ? await eventsOf(given, place, view) : undefined;
  const sources: Sources = {
    ...(shape.parts.some((part) => part !== "events") ? { snapshot } : {}),
    ...(events === undefined ? {} : { events }),
    ...(close === undefined ? {} : { close }),
  };
  return new Collector(core, sources, view);
}

/** Throws E_USAGE for what only events could mean. */
function refuseWordsOfEvents(given: Arguments): void {
  const cure = "add `--events`";
  for (const name of ["state", "failed-names"]) {
    if (given.values.has(name)) throw new WhofluxError("E_USAGE", `\`--${name}\` is for events`, { cure });
  }
  const logs = eventLogsOf(given)?.join(",");
  if (logs === undefined) return;
  const problem = "event logs tell what happened, not who is logged in";
  throw new WhofluxError("E_USAGE", problem, { path: "--source", found: logs, cure });
}

/** `performance` would be a millisecond to load. */
const clock = (): number => Number(process.hrtime.bigint()) / 1e6;

function unixSnapshots(core: Core, given: Arguments, root: string): NonNullable<Sources["snapshot"]> {
  const options = { root, clock, include: "all" as const, ...namedSources(given) };
  return (now) => takeSnapshot(core, { ...options, now });
}

function windowsSnapshots(windows: Windows, given: Arguments): NonNullable<Sources["snapshot"]> {
  const options = { windows, clock, ...namedSources(given) };
  return async () => (await import("../sources/windows-snapshot.ts")).takeWindowsSnapshot(options);
}

function namedSources(given: Arguments): { readonly sources?: readonly SourceName[] } {
  const sources = sourcesOf(given);
  return sources === undefined ? {} : { sources };
}

/** Its parsers are loaded when there is something to parse. */
async function selectionOf({ values }: Arguments): Promise<Uint8Array | null> {
  if (!["user", "from", "line"].some((name) => values.has(name))) return null;
  const { compileSelection } = await import("../select/index.ts");
  const selected = { user: values.get("user"), from: values.get("from"), line: values.get("line") };
  return compileSelection(selected, () => Date.now());
}

/** With a state, its lock is loaded too. */
async function eventsOf(given: Arguments, place: Windows | string, view: View): Promise<EventSource> {
  const open = await openerOf(given, place, view);
  const path = stateFileOf(given);
  return path === undefined ? open() : (await import("./locked-events.ts")).lockedEvents(path, open);
}

async function openerOf(given: Arguments, place: Windows | string, view: View): Promise<() => EventSource> {
  if (typeof place === "string") {
    const { eventsOf: eventsOfLogs } = await import("./following.ts");
    return eventsOfLogs(given, place, view);
  }
  const { logonEventsOf } = await import("./following-windows.ts");
  return logonEventsOf(given, place, view);
}
