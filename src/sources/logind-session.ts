import { type Evidence, isTerminal } from "./evidence.ts";
import { terminalOfLeader } from "./leader-tty.ts";
import type { Processes } from "./processes.ts";

/** A session as logind knows it, from its file or from its bus. Texts are raw bytes, one character each. */
export interface LogindSession {
  readonly id: string;
  readonly user: string;
  readonly uid?: string;
  readonly class?: string;
  readonly state?: string;
  readonly type?: string;
  readonly tty?: string;
  readonly display?: string;
  readonly vtnr?: number;
  readonly remote?: "yes" | "no";
  readonly remoteHost?: string;
  readonly service?: string;
  readonly leader?: number;
  /** Its beginning in microseconds, since 1970 and on the clock that stops while the machine sleeps. */
  readonly realtime?: bigint;
  readonly monotonic?: bigint;
}

/** `user`, `user-early`, `user-light` … are people; greeters, lock screens, managers and background jobs are not. */
export function isPerson({ class: kind }: LogindSession): boolean {
  return kind === undefined || kind.startsWith("user");
}

/**
 * What a session of logind's says.
 *
 * Its leader has to be there, and must not be younger than the session: then the number was given to another process.
 * LEADER_PIDFDID would tell that at once, but Node cannot open a pidfd to compare it.
 */
export function evidenceOf(source: "logind" | "loginctl", session: LogindSession, processes: Processes): Evidence {
  const terminal = terminalOf(session, processes);
  const { id, user, uid, leader, realtime, remoteHost, service } = session;
  return {
    source,
    logindId: id,
    username: user,
    ...terminal,
    idLine: ownLine(session) ?? `logind-${id}`,
    state: session.state === "closing" ? "closing" : isLeaderGone(session, processes) ? "stale" : "active",
    ...(uid === undefined ? {} : { uid }),
    ...(realtime === undefined ? {} : { login: realtime }),
    ...(leader === undefined ? {} : { pid: leader }),
    ...(remoteHost === undefined ? {} : { host: remoteHost }),
    ...(service === undefined ? {} : { service }),
    ...kindOf(session, terminal.line),
  };
}

/** The terminal that logind itself names; a display may stand in its place. */
function ownLine({ tty, display, vtnr }: LogindSession): string | undefined {
  return tty ?? display ?? (vtnr === undefined ? undefined : `tty${vtnr}`);
}

function terminalOf(
  session: LogindSession,
  processes: Processes,
): Pick<Evidence, "line" | "aliases" | "hidesTerminal"> {
  const line = ownLine(session);
  const { display, vtnr, leader } = session;
  const aliases = [display, vtnr === undefined ? undefined : `tty${vtnr}`].filter(
    (name): name is string => name !== undefined && name !== line,
  );
  if (line !== undefined) return { line, aliases };
  if (isGraphic(session) || leader === undefined || session.state === "closing") return {};
  const found = terminalOfLeader(processes, leader);
  if (found === "none") return {};
  return found === "hidden" ? { hidesTerminal: true } : found;
}

function isGraphic({ type }: LogindSession): boolean {
  return type === "x11" || type === "wayland" || type === "mir";
}

function isLeaderGone({ leader, realtime, monotonic }: LogindSession, processes: Processes): boolean {
  if (leader === undefined) return false;
  const stat = processes.stat(leader);
  if (stat === undefined) return processes.isThere(leader) === false;
  return realtime !== undefined && monotonic !== undefined && processes.isLaterThan(stat, realtime, monotonic);
}

/** What is known for sure, in cells; the common rules (`assembly/pair/classify.ts`) tell the rest from line and host. */
function kindOf(session: LogindSession, line: string | undefined): Pick<Evidence, "kind" | "loginType"> {
  const { type, service = "", remote } = session;
  if (/^xrdp/.test(service)) return { kind: "rdp", loginType: "rdp" };
  const reached = remote === "yes" ? ({ loginType: "remote" } as const) : {};
  if (type === "x11" || type === "wayland") return { kind: type, loginType: "interactive", ...reached };
  if (/^sshd?$/.test(service) && (line === undefined || !isTerminal(line))) return { kind: "ssh", ...reached };
  return reached;
}
