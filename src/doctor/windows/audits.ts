import { AskError, type Windows } from "../../windows/ask.ts";
import { askFault } from "../../windows/ask-fault.ts";
import { channelNames } from "../../windows/stories/known.ts";
import type { AuditFinding } from "./diagnosis.ts";
import { eventsBehind } from "./events-behind.ts";

/** As many of the latest records are looked through: a large log would take minutes. */
const LOOK_BACK = 100_000n;

/** What the Security log tells when it is audited. Subcategories are named by GUID: their names are translated. */
const audits: readonly (Pick<AuditFinding, "what" | "events"> & { readonly cure: string })[] = [
  { what: "logons", events: [4624], cure: auditing("0CCE9215", "success") },
  { what: "failed logons", events: [4625], cure: auditing("0CCE9215", "failure") },
  { what: "logoffs", events: [4634, 4647], cure: auditing("0CCE9216", "success") },
  { what: "locks and reconnects", events: [4778, 4779, 4800, 4801, 4802, 4803], cure: auditing("0CCE921C", "success") },
];

/** Looks for events of each kind that can be audited among the latest of the Security log, up to record `newest`. */
export async function findAudits(windows: Windows, newest: bigint): Promise<AuditFinding[]> {
  const after = newest > LOOK_BACK ? newest - LOOK_BACK : 0n;
  const where = after === 0n ? "the log" : `its last ${LOOK_BACK} records`;
  const findings: AuditFinding[] = [];
  for (const { what, events, cure } of audits) {
    findings.push({ what, events, ...(await seen(windows, after, events, where, cure)) });
  }
  return findings;
}

async function seen(
  windows: Windows,
  after: bigint,
  events: readonly number[],
  where: string,
  cure: string,
): Promise<Pick<AuditFinding, "status" | "problem" | "cure">> {
  try {
    if ((await eventsBehind(windows, channelNames.security, after, events)).length > 0) return { status: "ok" };
    const problem = `none in ${where}: perhaps not audited, so that absence proves nothing`;
    return { status: "missing", problem, cure };
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    return { status: "failed", problem: askFault(error).message };
  }
}

function auditing(guid: string, outcome: "success" | "failure"): string {
  return `auditpol /set /subcategory:{${guid}-69AE-11D9-BED3-505054503030} /${outcome}:enable`;
}
