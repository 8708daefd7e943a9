import type { Report } from "../model/report.ts";
import { visible } from "../model/visible.ts";
import type { Candidate } from "../unix/detect.ts";
import { type Examined, examine } from "../unix/examine.ts";
import { findInside } from "../unix/inside.ts";
import { openSource } from "../unix/open/open.ts";
import { reportable } from "../unix/record-source.ts";
import type { Core } from "../wasm/core.ts";

/** Candidates shown for one file. */
const SHOWN = 6;

const kinds = {
  empty: "empty file",
  database: "SQLite database",
  utmpdump: "text of utmpdump",
  records: "",
} as const;

/** What each file is taken for and why, as text for people. Files that cannot be opened are reported. */
export async function explain(core: Core, paths: readonly string[], report: Report): Promise<string> {
  const parts: string[] = [];
  for (const path of paths) {
    try {
      const source = await openSource(path, (message) => report.notice(message));
      try {
        parts.push(describe(core, await examine(core, source)));
      } finally {
        source.close();
      }
    } catch (error) {
      report.fail(reportable(error));
    }
  }
  return parts.join("\n");
}

function describe(core: Core, examined: Examined): string {
  const { source, kind, length, offset, isWhole, verdict } = examined;
  const where = offset > 0 ? ` from offset 0x${offset.toString(16)}` : "";
  const seen = `${isWhole ? "all" : "the first"} ${length} bytes${where}, ${source.container}`;
  const title = `${visible(source.path)}: `;
  if (kind !== "records") return `${title}${kinds[kind]} (${seen})\n`;
  const found =
    verdict.best === undefined
      ? describeInside(core, examined)
      : `${verdict.best.layout.name}, confidence ${Math.round(verdict.confidence * 100)}% (${seen})\n`;
  return `${title}${found}${table(verdict.candidates.slice(0, SHOWN))}`;
}

function describeInside(core: Core, { length, offset }: Examined): string {
  const inside = findInside(core, length);
  if (inside === undefined) return "no layout fits\n";
  const { name } = core.layouts[inside.layout] ?? { name: "" };
  return `no layout fits from the first byte on; ${name} from offset 0x${(offset + inside.at).toString(16)}\n`;
}

function table(candidates: readonly Candidate[]): string {
  const rows = candidates.map(({ layout, rank, good, bad, zero, rest }) =>
    [layout.name.padEnd(18), rank.toFixed(1), good, bad, zero, rest].map((cell) => String(cell).padStart(8)).join(""),
  );
  const head = ["layout".padEnd(18), "score", "sound", "unsound", "zero", "rest"]
    .map((cell) => cell.padStart(8))
    .join("");
  return [head, ...rows].map((line) => `  ${line}\n`).join("");
}
