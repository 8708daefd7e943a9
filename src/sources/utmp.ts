import { readPresence, type ToldByFile } from "./presence-file.ts";
import type { Finding, Source, SourceContext, SourceStatus } from "./source.ts";
import { withoutTwins } from "./twins.ts";

/** The record of who is logged in that login programs keep: utmp, utmpx, utx.active, in any layout. */
export const utmp: Source = {
  async look({ core, places, processes }: SourceContext): Promise<Finding> {
    const told: ToldByFile[] = [];
    for (const place of places) told.push(await readPresence(core, place, processes));
    const readable = told.filter(isReadable);
    const layouts = [...new Set(readable.flatMap(({ layout }) => layout ?? []))];
    const [path = places[0]?.path] = readable.map(({ place }) => place.path);
    return {
      health: {
        ...statusOf(told),
        ...(path === undefined ? {} : { path }),
        ...(layouts.length === 0 ? {} : { layout: layouts.join(" ") }),
        records: told.reduce((sum, { records }) => sum + records, 0),
        skipped: told.reduce((sum, { skipped }) => sum + skipped, 0),
      },
      evidence: withoutTwins(told.map(({ people }) => people)),
    };
  },
};

const worstFirst: readonly SourceStatus[] = ["unreadable", "failed", "foreign", "partial", "empty", "missing"];

/** Of several files, one that fails beside one that tells makes `partial`; an empty one beside it is nothing wrong. */
function statusOf(told: readonly ToldByFile[]): Pick<Finding["health"], "status" | "problem" | "cure"> {
  const isTold = told.some(isReadable);
  const [worst] = told
    .filter(({ status }) => status !== "ok" && !(isTold && status === "empty"))
    .sort((a, b) => worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status));
  if (worst === undefined) return { status: "ok" };
  const { status, problem, cure, place } = worst;
  return {
    status: isTold ? "partial" : status,
    ...(problem === undefined ? {} : { problem: told.length > 1 ? `${place.path}: ${problem}` : problem }),
    ...(cure === undefined ? {} : { cure }),
  };
}

function isReadable({ status }: ToldByFile): boolean {
  return status === "ok" || status === "partial";
}
