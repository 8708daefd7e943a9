import { accessSync, constants } from "node:fs";
import { askBus } from "./bus-answers.ts";
import type { Evidence } from "./evidence.ts";
import { healthOfFault, lossStatus } from "./fault.ts";
import { listedSessions } from "./loginctl-list.ts";
import { evidenceOf, isPerson } from "./logind-session.ts";
import { Asking } from "./program-answer.ts";
import type { Finding, Source, SourceContext } from "./source.ts";

/**
 * logind asked through its programs: it knows more than its files say. `busctl` tells all of a session; without it (elogind),
 * `loginctl` has a list. Needed where the files cannot be read, or a terminal stays hidden; asked by name, it is always.
 */
export const loginctl: Source = {
  async look({ root, processes, programs, before }: SourceContext): Promise<Finding> {
    if (!root.isOwn) {
      const problem = "only the running system can be asked";
      return { health: { status: "unsupported", problem, records: 0, skipped: 0 }, evidence: [] };
    }
    const busctl = programs.busctl.find(isExecutable);
    const list = programs.loginctl.find(isExecutable);
    const path = busctl ?? list;
    if (path === undefined) {
      const problem = "neither busctl nor loginctl is here";
      return { health: { status: "missing", problem, records: 0, skipped: 0 }, evidence: [] };
    }
    try {
      const asking = new Asking();
      const hidden = hiddenSessions(before.get("logind")?.evidence);
      const { sessions, skipped } =
        busctl === undefined
          ? { sessions: listedSessions(await asking.json(path, ["--json=short", "list-sessions"])), skipped: 0 }
          : await askBus(asking, busctl, hidden);
      const people = sessions.filter(isPerson);
      return {
        health: {
          ...statusOf(skipped, sessions.length + (hidden?.size ?? 0)),
          path,
          records: sessions.length,
          skipped,
        },
        evidence: people.map((session) => evidenceOf("loginctl", session, processes)),
      };
    } catch (fault) {
      return { health: { ...healthOfFault(fault), path, records: 0, skipped: 0 }, evidence: [] };
    }
  },
};

/** The ids worth asking for: those whose terminal is hidden; undefined stands for all. */
function hiddenSessions(known: readonly Evidence[] = []): ReadonlySet<string> | undefined {
  const hidden = known.filter(({ hidesTerminal }) => hidesTerminal === true).flatMap(({ logindId }) => logindId ?? []);
  return hidden.length === 0 ? undefined : new Set(hidden);
}

/** That the few sessions with a hidden terminal gave no answer means no more than that they ended. */
function statusOf(skipped: number, told: number): Pick<Finding["health"], "status" | "problem"> {
  if (skipped === 0) return { status: "ok" };
  return { status: lossStatus(told), problem: `sessions that gave no answer: ${skipped}` };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
