import type { RecordCells } from "../model/record.ts";
import { recordTypes } from "../model/record.ts";
import { bytesText, type Evidence } from "./evidence.ts";
import { healthOfFault } from "./fault.ts";
import { fileOf } from "./places.ts";
import type { Finding, Source, SourceContext } from "./source.ts";

/**
 * wtmpdb's open rows: people whose logout is not recorded, of this boot. Many such rows are of stays whose end was lost:
 * the merge believes them only where no other source can tell who is there.
 */
export const wtmpdb: Source = {
  async look({ places }: SourceContext): Promise<Finding> {
    const [path] = places.map((place) => place.path);
    let records = 0;
    let skipped = 0;
    let boot = -(2n ** 63n);
    const open: RecordCells[] = [];
    try {
      const { readDatabase } = await import("../unix/sqlite/read-database.ts");
      const skip = (): void => {
        skipped += 1;
      };
      for (const place of places) {
        for (const row of readDatabase({ path: fileOf(place) }, { skip, notice: () => {} })) {
          records += 1;
          if (isOf(row, "BOOT_TIME") && typeof row.time === "bigint" && row.time > boot) boot = row.time;
          if (isOf(row, "USER_PROCESS") && row.logout_time === undefined) open.push(row);
        }
      }
      const evidence = open.filter(({ time }) => typeof time === "bigint" && time >= boot).flatMap(personOf);
      const status = skipped > 0 ? "partial" : "ok";
      const problem = skipped > 0 ? { problem: `parts that give no row: ${skipped}` } : {};
      return { health: { status, ...problem, path: path ?? "", layout: "wtmpdb", records, skipped }, evidence };
    } catch (fault) {
      return { health: { ...healthOfFault(fault), path: path ?? "", records, skipped }, evidence: [] };
    }
  },
};

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
