import type { Action } from "../../model/event.ts";
import type { LogonEventCells, LogonSessionCells } from "../../model/logon.ts";
import { logonTypeWords } from "../logon-type.ts";
import { accountText } from "./account.ts";
import { type ChannelWord, channelWords } from "./known.ts";
import type { Moment } from "./moment.ts";
import type { OpenSession, Origin } from "./open-session.ts";
import type { Draft } from "./ossem.ts";

/** How a session ended. */
export interface End {
  /** Microseconds; of a crash or a next login: when it was over at the latest. */
  readonly time: bigint;
  readonly endedBy: "logout" | "next_login" | "shutdown" | "crash";
  readonly pairedBy: "logon_id" | "ts_session" | "boot";
}

/** Which event tells a row: its computer's name, number and record. */
export interface Teller {
  readonly computer: string;
  readonly id: number | undefined;
  readonly record: bigint | undefined;
}

/** An event's cells but what is its own: when, what, who told it, and the session that it is about. */
export function eventCells(
  action: Action,
  time: bigint,
  teller: Teller,
  session: OpenSession | undefined,
  words: ReadonlySet<ChannelWord>,
): Draft {
  const cells: Draft = { time, action, host: teller.computer, sources: sourcesText(words) };
  if (teller.id !== undefined) cells.event_id = teller.id;
  if (teller.record !== undefined) cells.record_id = teller.record;
  if (session === undefined) return cells;
  setSession(cells, session);
  if (action !== "login") cells.login_time = session.login;
  return cells;
}

/** What an event says of the account, where no session that is known says it. */
export function setAccount(cells: Draft, { who, id }: Moment): void {
  const account = accountText(who);
  if (who.name !== undefined) cells.username = who.name;
  if (who.domain !== undefined) cells.domain = who.domain;
  if (who.sid !== undefined) cells.uid = who.sid;
  if (account !== undefined) cells.account = account;
  if (id !== undefined) cells.logon_id = id;
}

/** The words of a logon type. */
export function setType(cells: Draft, type: number | undefined): void {
  if (type !== undefined) Object.assign(cells, logonTypeWords(type));
}

/** Where somebody came from, in the place of what stood there. */
export function setOrigin(cells: Draft, { ip, host, port }: Origin): void {
  if (ip !== undefined) cells.src_ip = ip;
  if (host !== undefined) cells.src_host = host;
  if (port !== undefined) cells.src_port = port;
}

/** A session as a row; without an end: its end is not known. */
export function sessionRow(host: string, session: OpenSession, end: End | undefined): LogonSessionCells {
  const cells: Draft = { host, sources: sourcesText(session.words), login_time: session.login };
  setSession(cells, session);
  if (session.authentication !== undefined) cells.logon_authentication_package_name = session.authentication;
  if (session.count > 1) cells.count = session.count;
  const row: { -readonly [F in keyof LogonSessionCells]: LogonSessionCells[F] } = cells as LogonSessionCells;
  row.last_moment = LAST;
  if (end === undefined) return row;
  setEnd(cells, session, end);
  row.state = "ended";
  row.last_moment = end.time > session.login ? end.time : session.login;
  if (isTold(end)) row.logout_time = end.time;
  else row.ended_before = end.time;
  return row;
}

/** How a session ended, in the cells that sessions and logouts share. */
export function setEnd(cells: Draft, session: OpenSession, end: End): void {
  cells.ended_by = end.endedBy;
  cells.paired_by = end.pairedBy;
  const lasted = end.time - session.login;
  // A clock that was set back leaves no duration behind.
  if (isTold(end) && lasted >= 0n) cells.duration_s = lasted / 1_000_000n;
}

/** The latest time there is: a session without an end is open for ever. */
const LAST = 2n ** 63n - 1n;

function isTold({ endedBy }: End): boolean {
  return endedBy === "logout" || endedBy === "shutdown";
}

function setSession(cells: Draft, session: OpenSession): void {
  cells.session = session.session;
  const [id, linked] = session.ids;
  const { name, domain, sid } = session.who;
  const account = accountText(session.who);
  if (name !== undefined) cells.username = name;
  if (domain !== undefined) cells.domain = domain;
  if (sid !== undefined) cells.uid = sid;
  if (account !== undefined) cells.account = account;
  if (session.type !== undefined) setType(cells, session.type);
  if (session.loginType !== undefined) cells.login_type = session.loginType;
  if (session.kind === undefined) delete cells.kind;
  else cells.kind = session.kind;
  if (session.line !== undefined) cells.line = session.line;
  setOrigin(cells, session.origin);
  if (id !== undefined) cells.logon_id = id;
  if (linked !== undefined) cells.linked_logon_id = linked;
  if (session.ts !== undefined) cells.ts_session = session.ts;
}

/** Names of logs in one order, a blank between them. */
function sourcesText(words: ReadonlySet<ChannelWord>): string {
  if (words.size === 1) for (const word of words) return word;
  return channelWords.filter((word) => words.has(word)).join(" ");
}

/** What stories tell: an event or a session. */
export type Told = LogonEventCells | LogonSessionCells;
