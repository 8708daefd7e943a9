import type { SourceHealth } from "../../sources/source.ts";
import { liveVerdict } from "../live.ts";
import type { AuditFinding, LogFinding, WindowsVerdict } from "./diagnosis.ts";

/** What can be told on Windows: who is there, and what the event logs say. */
export function verdictsOf(
  live: readonly SourceHealth[],
  logs: readonly LogFinding[],
  audits: readonly AuditFinding[],
): readonly WindowsVerdict[] {
  const { can, from, why } = liveVerdict(live);
  const security = logs.filter(({ log }) => log === "security");
  const locks = audits.find(({ what }) => what === "locks and reconnects");
  return [
    { what: "live", can, from, ...(why === undefined ? {} : { why }) },
    // The clients that come (1149, 131) are no logins yet.
    fromLogs(
      "history",
      logs.filter(({ log }) => log !== "rcm" && log !== "rdpcorets"),
    ),
    fromLogs("failed", security),
    locks?.status === "missing"
      ? { what: "locks", can: false, from: [], why: "no such event was seen" }
      : fromLogs("locks", security),
  ];
}

function fromLogs(what: WindowsVerdict["what"], logs: readonly LogFinding[]): WindowsVerdict {
  const from = logs.filter(tells).map(({ log }) => log);
  if (from.length > 0) return { what, can: true, from };
  const [first] = logs;
  return {
    what,
    can: false,
    from: [],
    why: first === undefined ? "no log was asked" : `${first.log} is ${first.status}`,
  };
}

function tells({ status }: LogFinding): boolean {
  return status === "ok" || status === "partial" || status === "empty";
}
