import { type RecordCells, recordTypes } from "../model/record.ts";
import type { DatabaseReport } from "../unix/sqlite/read-database.ts";
import { bytesText, type Evidence } from "./evidence.ts";
import { healthOfFault, lossStatus } from "./fault.ts";
import { fileOf } from "./places.ts";
import type { Finding, Source, SourceContext, UnixSourceName } from "./source.ts";
import { hasWitness } from "./witness.ts";

/**
 * wtmpdb's open rows: people whose logout is not recorded, of this boot. Many such rows are of stays whose end was lost:
 * the merge believes them only where no witness can tell who is there.
 *
 * Where one can, a row is evidence for a session that is known already, so only the rows since the oldest of these logins
 * are read: a database of years is in the way of no snapshot.
 */
export const wtmpdb: Source = {
  async look({ places, before }: SourceContext): Promise<Finding> {
    const [path = ""] = places.map((place) => place.path);
    let skipped = 0;
    const skip = (): void => {
      skipped += 1;
    };
    const report = { skip, notice: () => {} };
    try {
      const files = places.map(fileOf);
      const rows = hasWitness(before) ? await lastRows(files, report, before) : await allRows(files, report);
      const evidence = openRows(rows).flatMap(personOf);
      const status = skipped > 0 ? lossStatus(rows.length) : "ok";
      const problem = skipped > 0 ? { problem: `parts that give no row: ${skipped}` } : {};
      return { health: { status, ...problem, path, layout: "wtmpdb", records: rows.length, skipped }, evidence };
    } catch (fault) {
      return { health: { ...healthOfFault(fault), path, records: 0, skipped }, evidence: [] };
    }
  },
};

async function allRows(files: readonly string[], report: DatabaseReport): Promise<RecordCells[]> {
  const { readDatabase } = await import("../unix/sqlite/read-database.ts");
  return files.flatMap((path) => [...readDatabase({ path }, report)]);
}

/** Microseconds that a row may be older than the session it belongs to. */
const SLACK = 60_000_000n;

async function lastRows(
  files: readonly string[],
  report: DatabaseReport,
  before: ReadonlyMap<UnixSourceName, Finding>,
): Promise<RecordCells[]> {
  const { readLastRows } = await import("../unix/sqlite/last-rows.ts");
  const logins = [...before.values()].flatMap(({ evidence }) => evidence.flatMap(({ login }) => login ?? []));
  const oldest = logins.reduce((least, login) => (login < least ? login : least), 2n ** 63n) - SLACK;
  const isEnough = (row: RecordCells): boolean =>
    isOf(row, "BOOT_TIME") || (typeof row.time === "bigint" && row.time < oldest);
  return files.flatMap((path) => readLastRows({ path }, report, isEnough));
}

/** The rows without a logout that are not from before the newest boot. */
function openRows(rows: readonly RecordCells[]): RecordCells[] {
  const boots = rows.flatMap((row) => (isOf(row, "BOOT_TIME") && typeof row.time === "bigint" ? [row.time] : []));
  const boot = boots.reduce((newest, time) => (time > newest ? time : newest), -(2n ** 63n));
  return rows.filter(
    (row) =>
      isOf(row, "USER_PROCESS") && row.logout_time === undefined && typeof row.time === "bigint" && row.time >= boot,
  );
}

function isOf({ type }: RecordCells, name: (typeof recordTypes)[number]): boolean {
  return type === recordTypes.indexOf(name);
}

function personOf({ user, line, host, time, service }: RecordCells): Evidence[] {
  const text = (value: RecordCells["user"]): string =>
    value instanceof Uint8Array ? bytesText(value) : bytesText(Buffer.from(String(value ?? "")));
  const username = text(user);
  if (username === "" || typeof time !== "bigint") return [];
  const [terminal, from, program] = [line, host, service].map(text);
  const person: Evidence = {
    source: "wtmpdb",
    username,
    login: time,
    idLine: terminal ?? "",
    state: "active",
    ...(terminal ? { line: terminal } : {}),
    ...(from ? { host: from } : {}),
    ...(program ? { service: program } : {}),
  };
  return [person];
}
