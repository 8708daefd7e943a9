import type { SourceHealth } from "../sources/source.ts";
import type { Diagnosis, Verdict } from "./diagnosis.ts";
import type { FileFinding } from "./file-finding.ts";
import { holdings } from "./places.ts";

const titles: Readonly<Record<Verdict["what"], string>> = {
  live: "who is logged in",
  history: "login history",
  failed: "failed logins",
  last_login: "last logins",
};

/** One line of a list, and the cure below it. */
interface Line {
  readonly name: string;
  readonly status: string;
  readonly facts: readonly (string | undefined)[];
  readonly cure: string | undefined;
}

/** A diagnosis for people: what there is, what is wrong with it, and at the end what can be told. */
export function diagnosisText(diagnosis: Diagnosis): string {
  const { live, files, verdicts } = diagnosis;
  const lists = [
    { title: titles.live, lines: live.map(liveLine) },
    ...holdings.map((holds) => ({
      title: titles[holds],
      lines: files.filter((file) => file.holds === holds).map(fileLine),
    })),
  ].filter(({ lines }) => lines.length > 0);
  const all = lists.flatMap(({ lines }) => lines);
  const nameWidth = widest(all.map(({ name }) => name));
  const statusWidth = widest(all.map(({ status }) => status));
  const rendered = lists.map(({ title, lines }) => {
    const rows = lines.map((line) => renderLine(line, nameWidth, statusWidth));
    return `${title}\n${rows.join("")}\n`;
  });
  const titleWidth = widest(Object.values(titles));
  const ends = verdicts.map((verdict) => `${titles[verdict.what].padEnd(titleWidth)}  ${answer(verdict, diagnosis)}\n`);
  return `${head(diagnosis)}\n\n${rendered.join("")}${ends.join("")}`;
}

function head({ root, system, reader }: Diagnosis): string {
  const where = root === "/" ? system.name : `${system.name} under ${root}`;
  if (reader.user === undefined) return where;
  const groups = reader.groups.length === 0 ? "" : `, groups ${reader.groups.join(" ")}`;
  return `${where}, seen by ${reader.user} (uid ${reader.uid}${groups})`;
}

function liveLine({ source, status, path, layout, records, sessions, stale, problem, cure }: SourceHealth): Line {
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

function renderLine({ name, status, facts, cure }: Line, nameWidth: number, statusWidth: number): string {
  const told = facts.filter((fact) => fact !== undefined).join(", ");
  const line = `  ${name.padEnd(nameWidth)}  ${status.padEnd(statusWidth)}  ${told}`.trimEnd();
  return cure === undefined ? `${line}\n` : `${line}\n${" ".repeat(nameWidth + statusWidth + 6)}cure: ${cure}\n`;
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

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function minute(time: string): string {
  return time.slice(0, 16).replace("T", " ");
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length));
}
