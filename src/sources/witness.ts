import type { Stay } from "./merge.ts";
import type { Finding, UnixSourceName } from "./source.ts";

/** The sources that know who is there now; wtmpdb only knows whose logout nobody told it. */
const witnesses: readonly UnixSourceName[] = ["utmp", "logind", "loginctl"];

/** Whether somebody who knows who is there could be asked. */
export function hasWitness(findings: ReadonlyMap<UnixSourceName, Finding>): boolean {
  return witnesses.some((name) => {
    const status = findings.get(name)?.health.status;
    return status === "ok" || status === "partial";
  });
}

/**
 * Where a witness could be asked, what wtmpdb alone says is stale: its rows stay open when a machine or a login program
 * dies. Where there is none, wtmpdb is believed: better than nobody.
 */
export function staysOfWitnesses(
  stays: readonly Stay[],
  findings: ReadonlyMap<UnixSourceName, Finding>,
): readonly Stay[] {
  if (!hasWitness(findings)) return stays;
  return stays.map((stay) => {
    if (stay.evidence.some(({ source }) => source !== "wtmpdb")) return stay;
    return { evidence: stay.evidence.map((one) => ({ ...one, state: "stale" as const })) };
  });
}
