import { Collector } from "../collect/collector.ts";
import type { Feed } from "../collect/feeds.ts";
import { Deliverer } from "../deliver/deliverer.ts";
import { deliveryCells } from "../deliver/health.ts";
import { heldPause } from "../deliver/pause.ts";
import { counted } from "../model/counted.ts";
import type { Setup } from "../serve/setup.ts";
import { openInflux } from "../sinks/influx/open.ts";
import type { LineSink } from "../sinks/influx/outcome.ts";
import type { InfluxTarget } from "../sinks/influx/target.ts";
import { feedsFor } from "./following-feeds.ts";
import type { Lanes, ServeHouse } from "./serve-house.ts";
import type { Plan } from "./serve-plan.ts";

/**
 * Opens what a plan asks for. Throws E_USAGE for a state that is another machine's, E_SINK for spools that do not open.
 *
 * @param open makes what speaks to the server
 */
export async function openSetup(
  plan: Plan,
  house: ServeHouse,
  open: (target: InfluxTarget) => LineSink = openInflux,
): Promise<Setup> {
  const { settled, machine, times, jitter, outputs, target } = plan;
  for (const word of plan.words) house.say(word);
  const feeds = await feedsFor(settled, machine.place, machine.view, house.folder);
  const lanes = target === undefined ? undefined : house.lanes(settled, marksOf(feeds));
  beginFeeds(feeds, lanes);
  const deliverer = target === undefined || lanes === undefined ? undefined : delivererOf(open(target), lanes, house);
  if (deliverer === undefined) tellLeftOver(house);
  const { core, view, snapshot, close } = machine;
  const more = deliverer === undefined ? [] : [() => deliverer.health()];
  const collector = new Collector(
    core,
    {
      snapshot,
      more: () => more.map((health) => deliveryCells("influx", health())),
      ...(close === undefined ? {} : { close }),
    },
    view,
  );
  return {
    collector,
    feeds: times.has("events") ? feeds : [],
    times,
    delay: Math.random() * jitter,
    outlet: {
      ...(lanes === undefined ? {} : { lanes }),
      ...(outputs.includes("stdout") ? { echo: house.echo } : {}),
    },
    ...(deliverer === undefined ? {} : { delivery: deliverer }),
    status: () => (deliverer === undefined ? "lines go to stdout" : statusOf(deliverer)),
  };
}

/**
 * Of a feed whose state is new, or is there no more, nothing in a spool is unsaved: nobody may tell it again. Nor is
 * anything of feeds that this configuration does not have.
 */
function marksOf(feeds: readonly Feed[]): ReadonlyMap<number, number> {
  return new Map(feeds.filter(({ mark }) => mark > 0).map(({ number, mark }) => [number, mark]));
}

/** What a feed without a state tells from now on has other marks than what is in the spool: the one is cut, the other not. */
function beginFeeds(feeds: readonly Feed[], lanes: Lanes | undefined): void {
  for (const feed of feeds) {
    if (feed.mark === 0) feed.begin(lanes === undefined ? 0 : lanes.events.greatestMark(feed.number) + 1);
  }
}

function delivererOf(sink: LineSink, { events, samples }: Lanes, house: ServeHouse): Deliverer {
  const { quarantine } = house;
  return new Deliverer({
    lanes: [events, samples],
    sink,
    quarantine: { path: quarantine.path, add: (refused) => quarantine.add(refused, sink.name) },
    counts: house.counts,
    clock: Date.now,
    sleep: heldPause,
    chance: Math.random,
    say: house.say,
  });
}

function statusOf(deliverer: Deliverer): string {
  const { delivered, spool_lines, problem } = deliverer.health();
  const numbers = `${counted(delivered, "line")} delivered, ${spool_lines} waiting`;
  return problem === undefined ? numbers : `${numbers}; ${problem}`;
}

function tellLeftOver({ waiting, say }: ServeHouse): void {
  if (waiting === 0) return;
  const text = `${counted(waiting, "line")} still wait in the spools; they are sent when influx is an output again`;
  say({ level: "W", text });
}
