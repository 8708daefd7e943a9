import { PlaceLost } from "../deliver/decided.ts";
import { heldPause } from "../deliver/pause.ts";
import type { Place } from "../deliver/place.ts";
import { type Ending, Shipment, ShipmentEnded } from "../deliver/shipment.ts";
import { say } from "../log.ts";
import { counted } from "../model/counted.ts";
import type { Word } from "../model/word.ts";
import { openInflux } from "../sinks/influx/open.ts";
import type { InfluxTarget } from "../sinks/influx/target.ts";
import { Quarantine } from "../sinks/quarantine.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import type { Outlet } from "./outlet.ts";
import type { ShipmentPlace } from "./shipment-place.ts";
import { ShipmentProgress } from "./shipment-progress.ts";
import { ShipmentSignals } from "./shipment-signals.ts";

/** What is to be sent, and where. */
export interface Job {
  readonly target: InfluxTarget;
  /** Milliseconds without success after which it is given up. */
  readonly retryFor: number;
  readonly paths: readonly string[];
  readonly place: ShipmentPlace;
}

/** Sentences about refused lines that are said one by one; the numbers are said at the end. */
const TOLD = 10;

/** Sends all that `read` writes to the outlet; `begin-anew`: that is not what an earlier run sent, whose place is forgotten now. */
export async function sendAll(
  { target, retryFor, paths, place }: Job,
  read: (outlet: Outlet) => Promise<ExitCode>,
): Promise<ExitCode | "begin-anew"> {
  const from = place.load(say);
  if (from !== undefined) {
    say(
      `going on behind ${counted(from.lines, "line")} that an earlier run has sent; without ${place.path} all is sent`,
    );
  }
  const sink = openInflux(target);
  const tell = teller(() => progress.wipe());
  const quarantine = new Quarantine({ path: place.quarantine, now: () => Date.now(), say: tell });
  const shipment = new Shipment({
    ...{ sink, quarantine, from, say: tell, retryFor, sleep: heldPause },
    ...{ clock: () => Date.now(), chance: () => Math.random(), keep: (reached: Place) => keep(place, reached, tell) },
  });
  const progress = new ShipmentProgress(shipment, paths);
  const signals = new ShipmentSignals(shipment);
  try {
    const outlet: Outlet = { write: (lines) => shipment.write(lines), flow: shipment, progress };
    const code = await Promise.race([read(outlet), signals.ended]);
    await Promise.race([shipment.end(), signals.ended]);
    progress.close();
    place.forget();
    return delivered(shipment, sink.name, place, code);
  } catch (error) {
    progress.close();
    if (error instanceof ShipmentEnded) return endedEarly(error.ending, shipment, place, signals.exitCode);
    if (!(error instanceof PlaceLost)) throw error;
    say(`${error.message} than an earlier run sent: all is sent again, which changes nothing of what is there`);
    place.forget();
    return "begin-anew";
  } finally {
    progress.close();
    signals.close();
    sink.close();
    quarantine.close();
  }
}

/** Says words above the line of progress. */
function teller(wipe: () => void): (word: Word) => void {
  let told = 0;
  return ({ about, text }) => {
    told += about === undefined ? 1 : 0;
    if (about === undefined && told > TOLD) return;
    wipe();
    say(text);
    if (about === undefined && told === TOLD) say("no more of these sentences; the numbers are told at the end");
  };
}

/** A place that cannot be kept is no reason to stop sending. */
function keep(place: ShipmentPlace, reached: Place, tell: (word: Word) => void): void {
  try {
    place.keep(reached);
  } catch (error) {
    tell({ level: "W", text: error instanceof Error ? error.message : String(error) });
  }
}

function delivered(shipment: Shipment, server: string, place: ShipmentPlace, code: ExitCode): ExitCode {
  say(`${server}: ${numbersOf(shipment, place)}`);
  const { quarantined, outsideRetention } = shipment.place;
  return quarantined + outsideRetention > 0 ? exitCodes.failed : code;
}

function endedEarly(ending: Ending, shipment: Shipment, place: ShipmentPlace, signalled?: ExitCode): ExitCode {
  const isGoingOn = place.isKept && shipment.place.lines > 0;
  const again = place.isKept ? "the same command begins anew" : "standard input cannot be read again";
  const next = isGoingOn ? "the same command goes on from there" : again;
  say(`${sentences[ending]}: ${numbersOf(shipment, place)}; ${next}`);
  return ending === "misconfigured" ? exitCodes.usage : (signalled ?? exitCodes.failed);
}

const sentences: Readonly<Record<Ending, string>> = {
  "given-up": "given up",
  misconfigured: "not tried again",
  interrupted: "interrupted",
};

/** Numbers of all runs together. */
function numbersOf(shipment: Shipment, { quarantine }: ShipmentPlace): string {
  const { lines, quarantined, outsideRetention } = shipment.place;
  return [
    `${counted(lines - quarantined - outsideRetention, "line")} delivered`,
    ...(quarantined > 0 ? [`${quarantined} refused for good, see ${quarantine}`] : []),
    ...(outsideRetention > 0 ? [`${outsideRetention} older than the server keeps`] : []),
  ].join(", ");
}
