import { WhofluxError } from "../model/error.ts";
import { recordEntity } from "../model/record-entity.ts";
import { openRecords } from "../unix/record-source.ts";
import type { Core } from "../wasm/core.ts";
import { type ReadValue, RowReader } from "../wasm/row-reader.ts";
import { bytesText, type Evidence } from "./evidence.ts";
import { healthOfFault } from "./fault.ts";
import { fileOf, type Place } from "./places.ts";
import type { Processes } from "./processes.ts";
import type { SourceStatus } from "./source.ts";

/** What one file of the utmp kind said. */
export interface ToldByFile {
  readonly place: Place;
  readonly status: SourceStatus;
  readonly layout?: string;
  readonly records: number;
  readonly skipped: number;
  readonly people: readonly Evidence[];
  readonly problem?: string;
  readonly cure?: string;
}

/** More people than that are no users of one machine, and would fill the memory. */
const MAX_PEOPLE = 200_000;

const wanted = ["type", "pid", "line", "user", "host", "addr", "time", "layout"];

/**
 * Reads who is logged in from a file of records of any layout: entries of USER_PROCESS with a name, as who(1) does; one
 * whose process is not there any more is stale. What is wrong with the file is told, not thrown.
 */
export async function readPresence(core: Core, place: Place, processes: Processes): Promise<ToldByFile> {
  const nothing = { place, records: 0, skipped: 0, people: [] };
  try {
    return await readRecords(core, place, processes);
  } catch (fault) {
    return { ...nothing, ...healthOfFault(fault) };
  }
}

async function readRecords(core: Core, place: Place, processes: Processes): Promise<ToldByFile> {
  let skipped = 0;
  const skip = (): void => {
    skipped += 1;
  };
  const batches = await openRecords(core, fileOf(place), {}, { skip, fail: () => {}, notice: () => {} });
  const fields = recordEntity.fields.filter(({ name }) => wanted.includes(name));
  const reader = new RowReader(core, fields, "ROWS");
  const people: Evidence[] = [];
  let records = 0;
  let layout: string | undefined;
  try {
    for (let rows = await batches.next(); rows > 0 && people.length < MAX_PEOPLE; rows = await batches.next()) {
      layout ??= layoutOfPresence(core, reader.read(0).layout);
      records += rows;
      for (let row = 0; row < rows; row++) people.push(...personOf(reader.read(row), processes));
    }
  } finally {
    batches.close();
  }
  const told = { place, records, skipped, people, ...(layout === undefined ? {} : { layout }) };
  if (people.length >= MAX_PEOPLE) return { ...told, status: "partial", problem: `more than ${MAX_PEOPLE} people` };
  if (skipped > 0) return { ...told, status: "partial", problem: `parts that give no record: ${skipped}` };
  return { ...told, status: "ok" };
}

/** The name of a layout whose records tell who is there; lastlog, databases and text do not. */
function layoutOfPresence(core: Core, name: ReadValue | undefined): string {
  const found = name instanceof Uint8Array ? bytesText(name) : "";
  const layout = core.layouts.find((one) => one.name === found);
  if (layout !== undefined && layout.group !== "lastlog" && layout.group !== "faillog") return found;
  throw new WhofluxError("E_FORMAT", "does not tell who is logged in", { expected: "records of utmp", found });
}

/** The person that a record tells of; nobody for most records. */
function personOf(row: Readonly<Record<string, ReadValue>>, processes: Processes): Evidence[] {
  const text = (name: string): string => (row[name] instanceof Uint8Array ? bytesText(row[name]) : "");
  const username = text("user");
  if (row.type !== "USER_PROCESS" || username === "") return [];
  const line = text("line");
  const host = text("host");
  const pid = typeof row.pid === "bigint" && row.pid > 0n ? Number(row.pid) : undefined;
  const isGone = pid !== undefined && processes.isThere(pid) === false;
  const person: Evidence = {
    source: "utmp",
    username,
    idLine: line,
    state: isGone ? "stale" : "active",
    ...(line === "" ? {} : { line }),
    ...(typeof row.time === "bigint" ? { login: row.time } : {}),
    ...(pid === undefined ? {} : { pid }),
    ...(host === "" ? {} : { host }),
    ...(row.addr instanceof Uint8Array ? { address: row.addr } : {}),
  };
  return [person];
}
