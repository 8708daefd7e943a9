import { type RecordCells, recordTypes } from "../model/record.ts";
import { EarliestFirst } from "./earliest-first.ts";

const BOOT = recordTypes.indexOf("BOOT_TIME");
const USER = recordTypes.indexOf("USER_PROCESS");
const DEAD = recordTypes.indexOf("DEAD_PROCESS");
const SHUTDOWN = recordTypes.indexOf("SHUTDOWN_TIME");

/** OPEN_SLOTS of assembly/pair/regions.ts. */
const MOST_ENDS = 16384;

/**
 * The rows of wtmpdb, which are whole stays in the order of their logins, as the records that wtmp would hold, in the
 * order of their times: each login, and each logout that is known; a boot's end is a shutdown. No stay outlives a boot:
 * one with a later end, which only a clock that was set back can bring about, ends before it. Login and logout carry the
 * same `id`, which no other row has. Memory holds the ends that are still to come, as many as pairing holds
 * sessions: of more, the earliest one comes before its time.
 */
export async function* momentsOf(
  rows: Iterable<RecordCells> | AsyncIterable<RecordCells>,
): AsyncGenerator<RecordCells> {
  const ends = new EarliestFirst();
  for await (const row of rows) {
    const { logout_time: logout, ...login } = row;
    const time = typeof login.time === "bigint" ? login.time : undefined;
    const id = `${login.id}@${time}`;
    if (login.type === BOOT) yield* due(ends, undefined);
    else if (time !== undefined) yield* due(ends, time);
    yield { ...login, id };
    if (typeof logout !== "bigint") continue;
    const end = { ...login, time: logout, id };
    if (login.type === BOOT) ends.add({ time: logout, record: { ...end, type: SHUTDOWN, user: "shutdown" } });
    else if (login.type === USER) ends.add({ time: logout, record: { ...end, type: DEAD } });
    if (ends.size > MOST_ENDS) yield* due(ends, ends.first?.time);
  }
  yield* due(ends, undefined);
}

/** Takes out the ends up to a time, or all of them, the earliest first. */
function* due(ends: EarliestFirst, until: bigint | undefined): Generator<RecordCells> {
  for (let end = ends.first; end !== undefined && (until === undefined || end.time <= until); end = ends.first) {
    ends.removeFirst();
    yield end.record;
  }
}
