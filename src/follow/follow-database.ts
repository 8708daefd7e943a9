import { type BigIntStats, statSync } from "node:fs";
import { WhofluxError } from "../model/error.ts";
import { type RecordCells, recordTypes } from "../model/record.ts";
import { momentsOf } from "../pair/moments.ts";
import { readDatabase } from "../unix/sqlite/read-database.ts";
import { ObjectBatches } from "../wasm/object-batches.ts";
import type { Kept } from "../wasm/pairing.ts";
import { type LogState, noLog } from "./follow-state.ts";
import { isSilent, type LogPoll, missingLog, pairingOf } from "./log-poll.ts";
import { fileAt, rotatedFiles } from "./rotated-set.ts";
import { laterRows, type NewRows, newRows } from "./rows-seen.ts";

/**
 * Tells what is new in a wtmpdb database: rows that came, and logouts of rows that were open; rows that were rotated into
 * `wtmp_YYYYMMDD.db` before anybody saw them, too. Returns as followRecords does.
 */
export async function followDatabase(poll: LogPoll): Promise<LogState | undefined> {
  const { path, state, options } = poll;
  const database = fileAt(path);
  if (database === undefined) return state?.rows === undefined ? (state ?? noLog) : missingLog(poll);
  const stamp = [database, ...["-wal", "-journal"].map((side) => statsOf(path + side))].map(stampOf).join("|");
  if (state?.rows?.stamp === stamp && state.isMissing !== true) return state;
  try {
    const rotated = rotatedRows(poll);
    const fresh = newRows(rowsOf(path, poll), state?.rows);
    const kept = await pairRows(poll, [...rotated, ...fresh.rows], fresh.told);
    return { ...kept, rows: { ...fresh.seen, stamp, modified: String(database.mtimeNs) } };
  } catch (error) {
    if (!(error instanceof WhofluxError)) throw error;
    options.report.fail(error);
    return state;
  }
}

/** Rows of the rotated databases: all of them when everything is to be told, else those that nobody saw. */
function rotatedRows(poll: LogPoll): RecordCells[] {
  const { path, state } = poll;
  if (isSilent(poll)) return [];
  const seen = state?.rows;
  const files = rotatedFiles(path).filter(({ path: file }) => file.endsWith(".db"));
  if (seen === undefined) return files.flatMap((file) => [...rowsOf(file.path, poll)]);
  const later = files.filter(({ modified }) => BigInt(modified) > BigInt(seen.modified));
  return later.flatMap((file) => laterRows(rowsOf(file.path, poll), seen));
}

/** That a journal was honoured is no news in every poll. */
function rowsOf(path: string, { options }: LogPoll): Iterable<RecordCells> {
  return readDatabase({ path }, { skip: (skip) => options.report.skip(skip), notice: () => {} });
}

async function pairRows(poll: LogPoll, rows: readonly RecordCells[], told: NewRows["told"]): Promise<Kept> {
  const pairing = pairingOf(poll);
  if (poll.state !== undefined) pairing.restore(poll.state);
  const batches = new ObjectBatches(poll.core, untold(rows, told), () => {});
  for (let count = await batches.next(); count > 0; count = await batches.next()) {
    pairing.take(count, count, poll.path);
  }
  return pairing.finish();
}

const beginnings = ["USER_PROCESS", "BOOT_TIME"].map((type) => (recordTypes as readonly string[]).indexOf(type));

/** What happened in the order of time, without the logins that were told. */
async function* untold(rows: readonly RecordCells[], told: NewRows["told"]): AsyncGenerator<RecordCells> {
  const known = new Set([...told].map(({ id, time }) => `${id}@${time}`));
  for await (const moment of momentsOf(rows)) {
    if (!known.has(String(moment.id)) || !beginnings.includes(Number(moment.type))) yield moment;
  }
}

function statsOf(path: string): BigIntStats | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false });
}

function stampOf(stats: BigIntStats | undefined): string {
  return stats === undefined ? "" : `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeNs}`;
}
