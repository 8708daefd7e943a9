import { existsSync } from "node:fs";
import type { Root } from "../sources/rooted.ts";
import type { SourceHealth } from "../sources/source.ts";
import type { Doorman } from "./access.ts";
import type { Verdict } from "./diagnosis.ts";
import type { Custom } from "./systems.ts";

/** What container engines leave in the file systems that they make. */
const containerMarks = ["/.dockerenv", "/run/.containerenv"];

/** Whether a source tells who is there; an empty utmp does not: a system that runs has written into it. */
function tells({ status }: SourceHealth): boolean {
  return status === "ok" || status === "partial";
}

/** Health with what the doctor knows besides: who may read what is closed, and what makes a system tell. */
export function adviseLive(health: readonly SourceHealth[], root: Root, doorman: Doorman, custom: Custom) {
  const somebodyTells = health.some(tells);
  const advice = somebodyTells ? undefined : adviceOf(root, custom);
  return health.map((one): SourceHealth => {
    const { cure, ...rest } = one;
    if (one.status === "unreadable" && one.path !== undefined) return { ...one, ...doorman.barrier(one.path) };
    if (one.status !== "missing") return one;
    if (one.source !== "utmp" || advice === undefined) return somebodyTells ? rest : one;
    return { ...rest, cure: advice };
  });
}

function adviceOf(root: Root, { live }: Custom): string | undefined {
  if (root.isOwn && containerMarks.some((mark) => existsSync(mark)))
    return "in a container: mount the host's / into it, read-only, and name it with `--root`";
  return live.cure ?? live.note;
}

/** Whether anybody tells who is logged in. */
export function liveVerdict(health: readonly SourceHealth[]): Verdict {
  const from = health.filter(tells).map(({ source }) => source);
  if (from.length > 0) return { what: "live", can: true, from };
  const worst = health.find(({ status }) => status !== "missing" && status !== "unsupported") ?? health[0];
  const why = worst === undefined ? "no source was asked" : `${worst.source} is ${worst.status}`;
  return { what: "live", can: false, from: [], why };
}
