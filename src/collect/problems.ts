import { renderError } from "../model/error.ts";
import type { Word } from "../model/word.ts";
import type { SourceHealth, SourceStatus } from "../sources/source.ts";
import { canTell } from "./health.ts";

/**
 * What was wrong with the sources, the most important word first. A source that this machine does not have is no problem,
 * nor is an empty one beside one that tells; alone, it would make a number of people out of nothing.
 */
export function problemsOf(health: readonly SourceHealth[]): Word[] {
  const isTold = health.some(({ status }) => tells.has(status)) ? wrong : wrongAlone;
  const words = health.filter(({ status }) => isTold.has(status)).map(wordOf);
  if (canTell(health)) return words;
  const tried = health.map(({ source, status }) => `${source} ${status}`).join(", ");
  const nothing = renderError("E_SOURCE", `no source tells who is logged in (${tried})`, {
    cure: "`whoflux doctor` shows what could be read and how",
  });
  return [{ level: "E", about: "all sources", text: nothing }, ...words];
}

const tells: ReadonlySet<SourceStatus> = new Set(["ok", "partial"]);
const wrong: ReadonlySet<SourceStatus> = new Set(["partial", "unreadable", "foreign", "failed"]);
const wrongAlone: ReadonlySet<SourceStatus> = new Set([...wrong, "empty"]);

function wordOf({ source, status, path, problem, cure }: SourceHealth): Word {
  const facts = { ...(path === undefined ? {} : { path }), ...(cure === undefined ? {} : { cure }) };
  return { level: "W", about: source, text: `${source}: ${renderError("E_SOURCE", problem ?? status, facts)}` };
}
