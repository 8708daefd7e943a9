import { isNamed, isSameAccount, isSameText } from "./account.ts";
import { DelayLine, type Place } from "./delay-line.ts";
import { Hints } from "./hints.ts";
import { bootTime, type Moment } from "./moment.ts";
import type { OpenSession } from "./open-session.ts";
import { OwnTexts } from "./own-texts.ts";
import { Queue } from "./queue.ts";
import { Recent } from "./recent.ts";

/** A shutdown that somebody asked for (User32 1074). */
export interface Asked {
  readonly time: bigint;
  readonly record: bigint;
  /** Cells of the account. */
  readonly by: { readonly username?: string; readonly domain?: string; readonly account?: string };
  readonly reason: string | undefined;
}

/** Logon ids and terminal sessions of a computer that are remembered when their session is over. */
const REMEMBERED = 4096;

/** The youngest sessions of an account that are looked at: nobody sits before more of them. */
const SEATS = 32;

/** What is known of one computer: who is logged in, since when it is up, what is still in line. */
export class Host {
  /** As its events name it. */
  readonly name: string;
  readonly line = new DelayLine();
  readonly hints = new Hints();
  /** How far each of its logs is decided. */
  readonly settled = new Map<string, Place>();
  /** Events that were told with an earlier one and then dropped undecided: they come again. */
  readonly told = new Set<string>();
  /** When it started, in microseconds. */
  boot: bigint | undefined;
  /** Which events told of that start: each comes once for one start. */
  bootTold: number[] = [];
  /** A boot that is known from elsewhere, and that no event has told yet. */
  knownBoot: bigint | undefined;
  asked: Asked | undefined;
  /** Everything has been shut down, and nothing has come up since. */
  isDown = false;
  /** Logon ids that tell nothing new any more: their session is over, or they only served another one. */
  readonly gone = new Recent<true>(REMEMBERED);
  /** Who was last on a terminal session that is over now. */
  readonly left = new Recent<string>(REMEMBERED);
  /** Copies of names, for what is kept. */
  readonly texts = new OwnTexts();
  readonly #open = new Queue<OpenSession>();
  readonly #byId = new Map<string, OpenSession>();
  readonly #byTs = new Map<number, OpenSession>();
  /** Sessions that somebody sits before, by name in lower case and by SID. */
  readonly #seats = new Map<string, OpenSession[]>();

  constructor(name: string) {
    this.name = this.texts.own(name);
  }

  get size(): number {
    return this.#open.size;
  }

  /** Open sessions, oldest first. */
  sessions(): OpenSession[] {
    return this.#open.all();
  }

  oldest(): OpenSession | undefined {
    return this.#open.oldest();
  }

  add(session: OpenSession): void {
    this.#open.add(session);
    for (const id of session.ids) {
      this.#byId.set(id, session);
      this.gone.delete(id);
    }
    for (const key of seatKeys(session)) {
      const seats = this.#seats.get(key);
      if (seats === undefined) this.#seats.set(key, [session]);
      else seats.push(session);
    }
    if (session.ts !== undefined) this.seat(session, session.ts);
  }

  /** Ties a session to its number of the terminal services; another one that had it has it no more. */
  seat(session: OpenSession, ts: number): void {
    if (session.ts !== undefined && this.#byTs.get(session.ts) === session) this.#byTs.delete(session.ts);
    const other = this.#byTs.get(ts);
    if (other !== undefined && other !== session) other.ts = undefined;
    session.ts = ts;
    this.#byTs.set(ts, session);
    this.left.delete(String(ts));
  }

  remove(session: OpenSession): void {
    this.#open.remove(session);
    for (const key of seatKeys(session)) {
      const seats = this.#seats.get(key) ?? [];
      const at = seats.lastIndexOf(session);
      if (at >= 0) seats.splice(at, 1);
      if (seats.length === 0) this.#seats.delete(key);
    }
    for (const id of session.ids) if (this.#byId.get(id) === session) this.#byId.delete(id);
    if (session.ts !== undefined && this.#byTs.get(session.ts) === session) this.#byTs.delete(session.ts);
  }

  byId(id: string | undefined): OpenSession | undefined {
    return id === undefined ? undefined : this.#byId.get(id);
  }

  byTs(ts: number | undefined): OpenSession | undefined {
    return ts === undefined ? undefined : this.#byTs.get(ts);
  }

  /**
   * The open session that an event is about: by logon id; by the terminal services' number, unless that is another
   * account's; by account the youngest one that has no such number, or whichever where the event has none either. An id that is not
   * known may be the other half of a session of which one id is known.
   */
  find(moment: Moment, who = moment.who): OpenSession | undefined {
    if (moment.id !== undefined) {
      const session = this.#byId.get(moment.id);
      if (session !== undefined && isBefore(moment, session)) return undefined;
      if (session !== undefined || moment.what === "logout" || this.gone.has(moment.id)) return session;
    }
    const session = this.byTs(moment.ts);
    if (session !== undefined && (!isNamed(who) || isSameAccount(session.who, who) || isOtherNaming(session, who)))
      return session;
    return this.seatOf(who, moment);
  }

  /** The youngest session of an account before which somebody sits. */
  seatOf(who: Moment["who"], { id, ts }: { readonly id?: string; readonly ts?: number } = {}): OpenSession | undefined {
    const seats = this.#seats.get(who.sid ?? who.name?.toLowerCase() ?? "") ?? [];
    for (let at = seats.length - 1; at >= Math.max(0, seats.length - SEATS); at--) {
      const session = seats[at] as OpenSession;
      if (id !== undefined && session.ids.length > 1) continue;
      if ((session.ts === undefined || ts === undefined) && isSameAccount(session.who, who)) return session;
    }
    return undefined;
  }

  /** Whether an event tells of the start that is known already: each of three tells it once, within five minutes. */
  isSameBoot(moment: Moment): boolean {
    if (this.isDown || this.boot === undefined || this.bootTold.includes(moment.event.id)) return false;
    return isNear(this.boot, bootTime(moment));
  }

  /** Whether everything ends with an event: nothing behind it says the same as something before it. */
  isEndOfAll(moment: Moment): boolean {
    return moment.what === "shutdown" || (moment.what === "boot" && !this.isSameBoot(moment));
  }

  /** Whether an event is a late word about a session that is over. */
  isLate({ id, ts, who }: Moment): boolean {
    if (id !== undefined && this.gone.has(id)) return true;
    if (id !== undefined || ts === undefined || this.#byTs.has(ts)) return false;
    const last = this.left.get(String(ts));
    return last !== undefined && (who.name === undefined || last === "" || isSameText(last, who.name));
  }
}

/** Whether two times are as close as what tells of one start of the computer. */
export function isNear(one: bigint, other: bigint): boolean {
  const apart = other - one;
  return apart <= ONE_BOOT && apart >= -ONE_BOOT;
}

/** Microseconds within which a start is told three times: by the kernel, the Security log and the event log's service. */
const ONE_BOOT = 300_000_000n;

function seatKeys({ isSeat, who }: OpenSession): string[] {
  return isSeat ? [who.sid, who.name?.toLowerCase()].filter((key) => key !== undefined) : [];
}

/** An event stands before the logon that opened a session which the terminal services had told already: an older one had the id. */
function isBefore({ event, word }: Moment, { ids, login, record }: OpenSession): boolean {
  return word === "security" && ids.length > 0 && event.time < login && event.record < record;
}

/** One of the two is known by its SID only, the other by its name only: nothing says that they are different. */
function isOtherNaming({ who }: OpenSession, other: Moment["who"]): boolean {
  return (who.name === undefined || other.name === undefined) && (who.sid === undefined || other.sid === undefined);
}
