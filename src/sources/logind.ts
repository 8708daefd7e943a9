import { readdirSync, statSync } from "node:fs";
import type { Evidence } from "./evidence.ts";
import { healthOfFault, lossStatus } from "./fault.ts";
import { evidenceOf, isPerson, type LogindSession } from "./logind-session.ts";
import type { Place } from "./places.ts";
import { parseSessionFile } from "./session-file.ts";
import { readSmall } from "./small-file.ts";
import type { Finding, Source, SourceContext } from "./source.ts";

/** Longest file of a session that is read; a common one has 600 bytes. */
const MAX_BYTES = 64 * 1024;

/** The file that says that logind or elogind runs or ran since the boot: both write it before anything else. */
const SEAT = "/run/systemd/seats/seat0";

/** logind's own files, one per session, as sd-login(3) reads them: without a question to anybody. */
export const logind: Source = {
  async look(context: SourceContext): Promise<Finding> {
    const [place] = context.places;
    const path = place?.path ?? "";
    try {
      if (place === undefined || place.fault !== undefined) throw place?.fault;
      return readSessions(context, place, sessionNames(place.file));
    } catch (fault) {
      return { health: { ...healthOfFault(fault), path, records: 0, skipped: 0 }, evidence: [] };
    }
  },
};

/** Beside a session's file may lie `ID.ref`, a FIFO whose opening would wait for ever, and files not yet in place. */
function sessionNames(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[A-Za-z0-9_-]+$/.test(entry.name))
    .map(({ name }) => name);
}

function readSessions(context: SourceContext, { path, file }: Place, names: readonly string[]): Finding {
  const evidence: Evidence[] = [];
  let skipped = 0;
  let records = 0;
  for (const id of [...names].sort()) {
    const session = readSession(context, `${file}/${id}`, id);
    if (session === "gone") continue;
    if (session === "damaged") skipped += 1;
    else records += 1;
    if (session !== "damaged" && isPerson(session)) evidence.push(evidenceOf("logind", session, context.processes));
  }
  const health = { path, records, skipped };
  if (skipped > 0) {
    const problem = `sessions that cannot be read: ${skipped}`;
    return { health: { ...health, status: lossStatus(records), problem }, evidence };
  }
  if (records > 0 || hasSeat(context)) return { health: { ...health, status: "ok" }, evidence };
  return { health: { ...health, status: "missing", problem: "the directory is there, but no logind runs" }, evidence };
}

function hasSeat({ root }: SourceContext): boolean {
  try {
    return statSync(root.file(SEAT), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function readSession({ accounts }: SourceContext, file: string, id: string): LogindSession | "gone" | "damaged" {
  try {
    const text = readSmall(file, MAX_BYTES);
    const values = parseSessionFile(text ?? "");
    const uid = values.get("UID");
    const user = values.get("USER") || (uid === undefined ? undefined : accounts.nameOf(uid));
    return user === undefined || user === "" ? "damaged" : sessionOf(id, user, values);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? "gone" : "damaged";
  }
}

const texts = {
  uid: "UID",
  class: "CLASS",
  state: "STATE",
  type: "TYPE",
  tty: "TTY",
  display: "DISPLAY",
  remoteHost: "REMOTE_HOST",
  service: "SERVICE",
} as const;

function sessionOf(id: string, user: string, values: ReadonlyMap<string, string>): LogindSession {
  const number = (key: string): bigint | undefined => {
    const text = values.get(key) ?? "";
    return /^[1-9]\d{0,17}$/.test(text) ? BigInt(text) : undefined;
  };
  const [vtnr, leader, realtime, monotonic] = ["VTNR", "LEADER", "REALTIME", "MONOTONIC"].map(number);
  const told = Object.entries(texts).flatMap(([name, key]) => {
    const value = values.get(key);
    return value === undefined || value === "" ? [] : [[name, value] as const];
  });
  return {
    id,
    user,
    ...Object.fromEntries(told),
    ...(vtnr === undefined ? {} : { vtnr: Number(vtnr) }),
    ...(leader === undefined ? {} : { leader: Number(leader) }),
    ...(realtime === undefined ? {} : { realtime }),
    ...(monotonic === undefined ? {} : { monotonic }),
    ...(values.has("REMOTE") ? { remote: values.get("REMOTE") === "1" ? "yes" : "no" } : {}),
  };
}
