import { counted } from "../model/counted.ts";
import type { LogonEventCells } from "../model/logon.ts";
import type { Report } from "../model/report.ts";
import type { Windows } from "./ask.ts";
import { type EventLogs, readEvents } from "./events/read-events.ts";
import { isNoiseRow } from "./noise-row.ts";
import { ossemCells } from "./stories/ossem.ts";
import { type Counts, Stories, type Told } from "./stories/stories.ts";

/** What is to be told of event files. */
export interface Telling {
  readonly shape: "events" | "sessions";
  /** `people`: without services, computers and the system's own accounts. */
  readonly whose: "all" | "people";
  readonly report: Report;
  /** Who opens .evtx files; absent: they are an error. */
  readonly windows?: Windows;
}

/** Later than every event. */
const FOREVER = 2n ** 63n - 1n;

/**
 * The events or the sessions that the files of Windows' event logs tell, as one history: events in the order of their times,
 * sessions when they end, and behind them those that no event ends. Memory holds the open sessions only. What could not be
 * read goes to the report, and so does, at the end, what was left out.
 */
export async function* tell(paths: readonly string[], telling: Telling): AsyncGenerator<Told, void, void> {
  const { shape, whose, report } = telling;
  const stories = new Stories({ shape });
  let noise = 0;
  function* shown(told: Iterable<Told>): Generator<Told> {
    for (const row of told) {
      if (whose === "people" && isNoiseRow(row)) noise += 1;
      else yield row;
    }
  }
  const events = readEvents(paths, telling);
  for await (const event of events) yield* shown(stories.take(event));
  yield* shown(stories.settle(FOREVER));
  if (shape === "sessions") yield* shown(stories.open());
  if (noise > 0) report.notice(`${counted(noise, shape.slice(0, -1))} of services, computers and the system left out`);
  for (const message of [...untold(stories.counts()), ...passedOver(events)]) report.notice(message);
}

/** The events themselves that have attributes of OSSEM's logon entity, one by one, in the order of their times. */
export async function* tellAttributes(
  paths: readonly string[],
  reading: Pick<Telling, "report" | "windows">,
): AsyncGenerator<LogonEventCells, void, void> {
  const events = readEvents(paths, reading);
  for await (const event of events) {
    const cells = ossemCells(event);
    if (cells !== undefined) yield cells;
  }
  for (const message of passedOver(events)) reading.report.notice(message);
}

function untold({ loose, putOut }: Counts): string[] {
  return [
    ...(putOut > 0
      ? [`${counted(putOut, "session")} forgotten while open: more were open at once than memory holds`]
      : []),
    ...(loose > 0
      ? [
          `${counted(loose, "event")} left out with details of logins (connections, credentials, privileges: 131, 1149, 4648, 4672 and the like) that these logs do not tell; every login that they tell is there`,
        ]
      : []),
  ];
}

function passedOver({ tally: { other, repeated } }: EventLogs): string[] {
  return [
    ...(other > 0 ? [`${counted(other, "event")} passed over, telling nothing about logins`] : []),
    ...(repeated > 0 ? [`${counted(repeated, "event")} read more than once, told once`] : []),
  ];
}
