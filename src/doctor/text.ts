import { counted } from "../model/counted.ts";
import type { SourceHealth } from "../sources/source.ts";
import type { Diagnosis, Verdict } from "./diagnosis.ts";
import type { FileFinding } from "./file-finding.ts";
import { endsText, type Line, listsText, minute } from "./lines.ts";
import { holdings } from "./places.ts";

const titles: Readonly<Record<Verdict["what"], string>> = {
  live: "who is logged in",
  history: "login history",
  failed: "failed logins",
  last_login: "last logins",
};

/** A diagnosis for people: what there is, what is wrong with it, and at the end what can be told. */
export function diagnosisText(diagnosis: Diagnosis): string {
  const { live, files, verdicts } = diagnosis;
  const lists = [
    { title: titles.live, lines: live.map(liveLine) },
    ...holdings.map((holds) => ({
      title: titles[holds],
      lines: files.filter((file) => file.holds === holds).map(fileLine),
    })),
  ];
  const ends = verdicts.map((verdict) => [titles[verdict.what], answer(verdict, diagnosis)] as const);
  return `${head(diagnosis)}\n\n${listsText(lists)}${endsText(ends)}`;
}

function head({ root, system, reader }: Diagnosis): string {
  const where = root === "/" ? system.name : `${system.name} under ${root}`;
  if (reader.user === undefined) return where;
  const groups = reader.groups.length === 0 ? "" : `, groups ${reader.groups.join(" ")}`;
  return `${where}, seen by ${reader.user} (uid ${reader.uid}${groups})`;
}

/** A live source as a line. */
export function liveLine({
  source,
  status,
  path,
  layout,
  records,
  sessions,
  stale,
  problem,
  cure,
}: SourceHealth): Line {
  const counts =
    status === "ok" || status === "partial"
      ? `${counted(sessions, "session")} in ${counted(records, "record")}`
      : undefined;
  const gone = stale > 0 ? `${stale} stale` : undefined;
  return { name: source, status, facts: [path, layout, counts, gone, problem], cure };
}

function fileLine(file: FileFinding): Line {
  const { path, status, layout, confidence, container, records, first, last, rotated, problem, cure } = file;
  const sure = layout !== undefined && confidence !== undefined ? `${layout} (${confidence}%)` : layout;
  return {
    name: path,
    status,
    facts: [
      container === "plain" ? undefined : container,
      sure,
      records === undefined ? undefined : counted(records, "record"),
      first === undefined || last === undefined ? undefined : `${minute(first)} to ${minute(last)} UTC`,
      rotated === undefined || rotated === 0 ? undefined : `${rotated} rotated`,
      status === "unreadable" || file.mode === undefined ? undefined : `${file.mode} ${file.owner}:${file.group}`,
      problem,
    ],
    cure,
  };
}

function answer({ what, can, from, why }: Verdict, { sessions, files }: Diagnosis): string {
  if (!can) return `no: ${why}`;
  const names = from.map((name) => {
    const isEmpty = files.some(({ path, status }) => path === name && status === "empty");
    return isEmpty ? `${name} (empty)` : name;
  });
  const told = what === "live" ? `: ${counted(sessions, "session")}` : "";
  return `yes, from ${names.join(", ")}${told}`;
}
