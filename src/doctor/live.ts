import { existsSync } from "node:fs";
import type { Root } from "../sources/rooted.ts";
import type { SourceHealth } from "../sources/source.ts";
import type { Doorman } from "./access.ts";
import type { Custom } from "./custom.ts";
import type { Verdict } from "./diagnosis.ts";

/** What container engines leave in the file systems that they make. */
const containerMarks = ["/.dockerenv", "/run/.containerenv"];

/** Whether a source tells who is there; an empty utmp does not: a system that runs has written into it. */
function tells({ status }: SourceHealth): boolean {
  return status === "ok" || status === "partial";
}

/** Health with what the doctor knows besides: who may read what is closed, and what makes a system tell. */
export function adviseLive(
  health: readonly SourceHealth[],
  root: Root,
  doorman: Doorman,
  custom: Custom,
): readonly SourceHealth[] {
  const teller = health.find(tells);
  const advice = teller === undefined ? adviceOf(root, custom) : undefined;
  return health.map((one) => {
    if (one.status === "unreadable" && one.path !== undefined) return { ...one, ...doorman.barrier(one.path) };
    if (one.status !== "missing") return one;
    if (teller !== undefined) return notNeeded(one, teller);
    return one.source === "utmp" && advice !== undefined ? { ...one, cure: advice } : one;
  });
}

/** Nobody has to miss one source where another tells. */
function notNeeded({ cure: _, problem, ...one }: SourceHealth, teller: SourceHealth): SourceHealth {
  return { ...one, problem: `${problem ?? "it is not there"}, and none is needed: ${teller.source} tells` };
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
