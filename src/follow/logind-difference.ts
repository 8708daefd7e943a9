import type { FollowStart } from "../model/follow-start.ts";
import type { SessionCells } from "../model/session.ts";
import type { LastWritten } from "./login-log.ts";
import type { LogindLook, SeenSession } from "./logind-look.ts";
import type { KnownSession, LogindState } from "./logind-state.ts";

//  A login is told by difference when no log of logins tells it: there is none, or nothing was written to it since. Who
//  writes a record does so within seconds of the login, before or after logind learns of it; until then nothing is decided.

/** Microseconds by which a record may be older than logind's login of the same session. */
const BEFORE = 10_000_000n;
/** Microseconds within which a record is written. */
const SETTLED = 30_000_000n;

/** A login or a logout, as cells of an event. */
export type DifferenceEvent = SessionCells & {
  readonly action: "login" | "logout";
  readonly login_successful?: bigint;
};

/** What happened between two looks. */
export interface Difference {
  /** Logouts by a boot, then logins in the order of their times, then logouts. */
  readonly events: readonly DifferenceEvent[];
  /** The same sessions as before when nothing has changed. */
  readonly sessions: readonly KnownSession[];
}

/** What two looks are compared with. */
export interface Circumstances {
  readonly start: FollowStart;
  readonly written: LastWritten;
  /** Microseconds since 1970. */
  readonly now: bigint;
}

type Seen = Extract<LogindLook, { readonly answer: "sessions" }>;

/** What has happened since a state, as a look shows; what a log of logins tells is left out. */
export function differenceOf(before: LogindState, look: Seen, circumstances: Circumstances): Difference {
  const isBooted = before.boot !== undefined && look.boot !== undefined && before.boot !== look.boot;
  const seen = new Map(look.sessions.map((one) => [keyOf(one.id, one.login), one]));
  const known = before.sessions ?? [];
  const logins: DifferenceEvent[] = [];
  const logouts: DifferenceEvent[] = [];
  const after: KnownSession[] = [];
  const passed = new Set<SeenSession>();
  for (const session of known) {
    const found = isBooted ? undefined : seen.get(keyOf(session.id, loginOf(session)));
    if (found !== undefined) passed.add(found);
    if (found === undefined ? isBooted || look.isWhole : !found.isOpen) {
      if (session.standing === "waiting" && !tells(circumstances, session)) logins.push(loginEvent(session));
      if (!isToldByLog(circumstances, session))
        logouts.push(logoutEvent(session, circumstances.now, isBooted ? "boot" : "id"));
    } else {
      after.push(decided(session, circumstances, logins));
    }
  }
  for (const one of look.sessions) {
    if (!one.isOpen || passed.has(one)) continue;
    const session: KnownSession = {
      id: one.id,
      from: one.login ?? circumstances.now,
      standing: "waiting",
      cells: one.login === undefined ? one.cells : { ...one.cells, login_time: one.login },
    };
    const isRemembered = before.sessions === undefined && isBeforeStart(circumstances.start, session);
    const standing = tells(circumstances, session) ? "log" : "told";
    after.push(isRemembered ? { ...session, standing } : decided(session, circumstances, logins));
  }
  logins.sort((a, b) => Number(BigInt(a.time as bigint) - BigInt(b.time as bigint)));
  const isSame = after.length === known.length && after.every((session, index) => session === known[index]);
  return {
    events: isBooted ? [...logouts, ...logins] : [...logins, ...logouts],
    sessions: isSame && before.sessions !== undefined ? before.sessions : after,
  };
}

function decided(session: KnownSession, circumstances: Circumstances, logins: DifferenceEvent[]): KnownSession {
  if (session.standing !== "waiting") return session;
  if (tells(circumstances, session)) return { ...session, standing: "log" };
  const age = circumstances.now - session.from;
  // A login in the future is one before the clock was set back.
  const isSettled = circumstances.written === "never" || age >= SETTLED || age <= -SETTLED;
  if (!isSettled) return session;
  logins.push(loginEvent(session));
  return { ...session, standing: "told" };
}

/** Whether a log was written since a session's login: then it tells of it. */
function tells({ written }: Circumstances, { from }: KnownSession): boolean {
  return written !== "never" && written >= from - BEFORE;
}

function isToldByLog(circumstances: Circumstances, session: KnownSession): boolean {
  if (session.standing === "log") return circumstances.written !== "never";
  return tells(circumstances, session);
}

function isBeforeStart(start: FollowStart, { from }: KnownSession): boolean {
  return start === "now" || (start !== "all" && from < start.since);
}

function loginEvent({ cells, from }: KnownSession): DifferenceEvent {
  const { login_time: _, ...own } = cells;
  return { ...own, time: from, action: "login", login_successful: 1n };
}

/** When exactly it ended, nobody saw: there is no duration, and the moment is that of the look. */
function logoutEvent({ cells }: KnownSession, now: bigint, tie: "boot" | "id"): DifferenceEvent {
  return { ...cells, time: now, action: "logout", ended_by: "gone", paired_by: tie };
}

function loginOf({ cells }: KnownSession): bigint | undefined {
  return typeof cells.login_time === "bigint" ? cells.login_time : undefined;
}

function keyOf(id: string, login: bigint | undefined): string {
  return `${id} ${login ?? ""}`;
}
