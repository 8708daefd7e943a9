import { type BigIntStats, statSync } from "node:fs";
import { WhofluxError } from "../model/error.ts";
import type { RecordCells } from "../model/record.ts";
import { readDatabase } from "../unix/sqlite/read-database.ts";
import { ObjectBatches } from "../wasm/object-batches.ts";
import type { Kept } from "../wasm/pairing.ts";
import { Budget, EVERYTHING } from "./budget.ts";
import { type LastMoment, lastMoment, type Moments, momentsBehind } from "./database-moments.ts";
import { type LogState, noLog } from "./follow-state.ts";
import { isSilent, type LogPoll, missingLog, pairingOf, restOf } from "./log-poll.ts";
import { fileAt, rotatedFiles } from "./rotated-set.ts";
import { laterRows, newRows } from "./rows-seen.ts";

/**
 * Tells what is new in a wtmpdb database: rows that came, and logouts of rows that were open; rows that were rotated into
 * `wtmp_YYYYMMDD.db` before anybody saw them, too. Returns as followRecords does.
 */
export async function followDatabase(poll: LogPoll): Promise<LogState | undefined> {
  const { path, state, options } = poll;
  const database = fileAt(path);
  if (database === undefined)
    return state?.rows === undefined && state?.partly === undefined ? (state ?? noLog) : missingLog(poll);
  const stamp = [database, ...["-wal", "-journal"].map((side) => statsOf(path + side))].map(stampOf).join("|");
  if (state?.rows?.stamp === stamp && state.isMissing !== true && state.partly === undefined) return state;
  try {
    const rotated = rotatedRows(poll);
    const fresh = newRows(rowsOf(path, poll), state?.rows);
    const { kept, partly } = await pairRows(poll, { rows: [...rotated, ...fresh.rows], told: fresh.told });
    if (partly !== undefined) return { ...kept, ...restOf(poll), ...(state?.rows && { rows: state.rows }), partly };
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

/** What pairing knows behind the moments, and the last one that was told, if the poll may not tell all. */
interface Paired {
  readonly kept: Kept;
  readonly partly?: LastMoment;
}

async function pairRows(poll: LogPoll, moments: Moments): Promise<Paired> {
  const { state, path } = poll;
  const budget = isSilent(poll) ? new Budget(EVERYTHING) : poll.budget;
  const pairing = pairingOf(poll);
  if (state !== undefined) pairing.restore(state);
  const pulled: RecordCells[] = [];
  const batches = new ObjectBatches(poll.core, noting(momentsBehind(moments, state?.partly), pulled), () => {});
  let last = state?.partly;
  for (let count = await batches.next(); count > 0; count = await batches.next()) {
    const taken = Math.min(count, budget.left);
    pairing.take(count, taken, path);
    const [moment] = pulled.splice(0, count).slice(0, taken).slice(-1);
    if (moment !== undefined) last = lastMoment(moment);
    if (taken === count) continue;
    budget.cut();
    return { kept: pairing.finish(), ...(last && { partly: last }) };
  }
  return { kept: pairing.finish() };
}

/** Puts down what is pulled. */
async function* noting(moments: AsyncIterable<RecordCells>, pulled: RecordCells[]): AsyncGenerator<RecordCells> {
  for await (const moment of moments) {
    pulled.push(moment);
    yield moment;
  }
}

function statsOf(path: string): BigIntStats | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false });
}

function stampOf(stats: BigIntStats | undefined): string {
  return stats === undefined ? "" : `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeNs}`;
}
