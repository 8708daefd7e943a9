import { Collector, type EventSource, type Sources } from "../collect/collector.ts";
import type { Part } from "../collect/part.ts";
import type { View } from "../collect/view.ts";
import { WhofluxError } from "../model/error.ts";
import { takeSnapshot } from "../sources/snapshot.ts";
import type { SourceName } from "../sources/source.ts";
import { layouts } from "../unix/layouts/index.ts";
import { type Core, createCore } from "../wasm/core.ts";
import type { Arguments } from "./arguments.ts";
import { rootOf, sourcesOf } from "./machine-options.ts";

/** How the answers of a command look; the rest of a view is in its options. */
export type Shape = Pick<View, "format" | "width"> & { readonly parts: readonly Part[] };

/** The collector that the options of `collect` or `execd` ask for. Throws E_USAGE for what they cannot mean. */
export async function collectorFor(given: Arguments, shape: Shape): Promise<Collector> {
  for (const name of ["state", "failed-names"]) {
    if (!given.values.has(name) || shape.parts.includes("events")) continue;
    throw new WhofluxError("E_USAGE", `\`--${name}\` is for events`, { cure: "add `--events`" });
  }
  const computer = given.values.get("host")?.[0];
  const view: View = {
    ...shape,
    ...(computer === undefined ? {} : { computer }),
    selection: await selectionOf(given),
    include: given.switches.has("all") ? "all" : "open",
  };
  const root = rootOf(given);
  const named = sourcesOf(given);
  const core = createCore(layouts, "stays");
  const sources: Sources = {
    ...(shape.parts.some((part) => part !== "events") ? { snapshot: snapshotsOf(core, named, root) } : {}),
    ...(shape.parts.includes("events") ? { events: await eventsOf(given, root, view) } : {}),
  };
  return new Collector(core, sources, view);
}

function snapshotsOf(
  core: Core,
  sources: readonly SourceName[] | undefined,
  root: string,
): NonNullable<Sources["snapshot"]> {
  const options = {
    root,
    // `performance` would be a millisecond to load.
    clock: () => Number(process.hrtime.bigint()) / 1e6,
    include: "all" as const,
    ...(sources === undefined ? {} : { sources }),
  };
  return (now) => takeSnapshot(core, { ...options, now });
}

/** Its parsers are loaded when there is something to parse. */
async function selectionOf({ values }: Arguments): Promise<Uint8Array | null> {
  if (!["user", "from", "line"].some((name) => values.has(name))) return null;
  const { compileSelection } = await import("../select/index.ts");
  const selected = { user: values.get("user"), from: values.get("from"), line: values.get("line") };
  return compileSelection(selected, () => Date.now());
}

async function eventsOf(given: Arguments, root: string, view: View): Promise<EventSource> {
  const { eventsOf } = await import("./following.ts");
  return eventsOf(given, root, view);
}
