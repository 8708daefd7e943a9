import { counted } from "../../model/counted.ts";
import { endsText, type Line, listsText, minute } from "../lines.ts";
import { liveLine } from "../text.ts";
import type { AuditFinding, LogFinding, PowerShellFinding, WindowsDiagnosis, WindowsVerdict } from "./diagnosis.ts";

const titles: Readonly<Record<WindowsVerdict["what"], string>> = {
  live: "who is logged in",
  history: "login history",
  failed: "failed logins",
  locks: "locks and reconnects",
};

/** A diagnosis of Windows for people: what there is, what is wrong with it, and at the end what can be told. */
export function windowsDiagnosisText(diagnosis: WindowsDiagnosis): string {
  const { powershell, live, logs, audits, verdicts } = diagnosis;
  const lists = [
    { title: "how Windows is asked", lines: [powershellLine(powershell)] },
    { title: titles.live, lines: live.map(liveLine) },
    { title: "event logs", lines: logs.map(logLine) },
    { title: "what the Security log is made to tell", lines: audits.map(auditLine) },
  ];
  const ends = verdicts.map((verdict) => [titles[verdict.what], answer(verdict, diagnosis)] as const);
  return `${head(diagnosis)}\n\n${listsText(lists)}${endsText(ends)}`;
}

function head({ system, computer, reader: { user, elevated } }: WindowsDiagnosis): string {
  const where = computer === undefined ? system.name : `${system.name} on ${computer}`;
  if (user === undefined) return where;
  const rights = { true: " (elevated)", false: " (not elevated)", undefined: "" }[`${elevated}`];
  return `${where}, seen by ${user}${rights}`;
}

function powershellLine({ path, status, version, edition, language, problem, cure }: PowerShellFinding): Line {
  const self = version === undefined ? undefined : `${version} ${edition}`;
  return { name: "powershell", status, facts: [path, self, language, problem], cure };
}

function logLine({ log, path, status, records, first, last, problem, cure }: LogFinding): Line {
  const count = records === undefined ? undefined : counted(records, "record");
  const span = first === undefined || last === undefined ? undefined : `${minute(first)} to ${minute(last)} UTC`;
  return {
    name: log,
    status,
    facts: [path === "Security" || path === "System" ? undefined : path, count, span, problem],
    cure,
  };
}

function auditLine({ what, status, events, problem, cure }: AuditFinding): Line {
  return { name: what, status, facts: [`events ${events.join(" ")}`, problem], cure };
}

function answer({ what, can, from, why }: WindowsVerdict, { sessions }: WindowsDiagnosis): string {
  if (!can) return `no: ${why}`;
  return `yes, from ${from.join(", ")}${what === "live" ? `: ${counted(sessions, "session")}` : ""}`;
}
