import type { Action } from "../../model/event.ts";
import { isNamed, isSameAccount } from "./account.ts";
import type { Host } from "./host.ts";
import type { ChannelWord } from "./known.ts";
import type { Moment } from "./moment.ts";
import type { OpenSession } from "./open-session.ts";
import type { Draft } from "./ossem.ts";
import { type End, eventCells, sessionRow, setEnd, type Teller, type Told } from "./told.ts";

/** What stories counted besides the rows they told. */
export interface Counts {
  /** Events that say no more than others said before, and events that only added to others. */
  used: number;
  /** Events that would have added something, and belonged to nothing. */
  loose: number;
  /** Sessions put out while open, because more were open at once than memory is kept for. */
  putOut: number;
}

/** Where an event is decided: its computer, what follows it, and where rows are told. */
export class Scene {
  readonly host: Host;
  readonly counts: Counts;
  readonly #shape: "events" | "sessions";
  readonly #tell: (row: Told) => void;

  constructor(host: Host, counts: Counts, shape: "events" | "sessions", tell: (row: Told) => void) {
    this.host = host;
    this.counts = counts;
    this.#shape = shape;
    this.#tell = tell;
  }

  /** Whether rows are events: their cells need not be made otherwise. */
  get tellsEvents(): boolean {
    return this.#shape === "events";
  }

  /** Tells an event. */
  event(cells: Draft): void {
    if (this.tellsEvents) this.#tell(cells);
  }

  /** Starts an event that a moment tells. */
  cells(action: Action, moment: Moment, session: OpenSession | undefined, words: ReadonlySet<ChannelWord>): Draft {
    return eventCells(action, moment.event.time, tellerOf(moment), session, words);
  }

  /** Ends a session, as `moment` or, without one, as something else than an event tells. */
  end(session: OpenSession, end: End, teller: Teller, words: ReadonlySet<ChannelWord>): void {
    const { host } = this;
    host.remove(session);
    // A logon over the net ends once, and there are many.
    if (session.isSeat || end.endedBy !== "logout") for (const id of session.ids) host.gone.set(id, true);
    if (session.ts !== undefined) host.left.set(String(session.ts), session.who.name ?? "");
    for (const word of words) session.words.add(word);
    if (!this.tellsEvents) this.#tell(sessionRow(host.name, session, end));
    else {
      const cells = eventCells("logout", end.time, teller, session, words);
      setEnd(cells, session, end);
      this.#tell(cells);
    }
  }

  /** Makes room: the session is forgotten while it is open. */
  putOut(session: OpenSession): void {
    this.host.remove(session);
    this.counts.putOut += 1;
    if (!this.tellsEvents) this.#tell(sessionRow(this.host.name, session, undefined));
  }

  /** Tells an event that follows together with the one being decided. */
  join(moment: Moment, words: Set<ChannelWord>): void {
    moment.isTold = true;
    words.add(moment.word);
    this.counts.used += 1;
  }

  /** The first event within sight that `fits`, but none behind one that ends what is looked for. */
  next(from: Moment, fits: (moment: Moment) => boolean, until?: (moment: Moment) => boolean): Moment | undefined {
    let found: Moment | undefined;
    const starts: number[] = [];
    this.host.line.ahead(from, (moment) => {
      if (fits(moment)) found = moment;
      return found !== undefined || until?.(moment) === true || this.#isEndOfAll(moment, starts);
    });
    return found;
  }

  /**
   * The events of a kind that tell the same as `from`: those of its session within sight, up to one of the kinds that end
   * it. `session`: undefined when none is known, then those of its terminal session or its account.
   */
  alike(from: Moment, session: OpenSession | undefined, until: (moment: Moment) => boolean): Moment[] {
    const found: Moment[] = [];
    const starts: number[] = [];
    const isIts = (moment: Moment): boolean => {
      if (session === undefined) return isOfOne(from, moment);
      // Most that is in sight is of other terminal sessions, and need not be looked up.
      if (moment.id === undefined && moment.ts !== undefined && session.ts !== undefined && moment.ts !== session.ts)
        return false;
      return this.host.find(moment, this.whose(moment)) === session;
    };
    this.host.line.ahead(from, (moment) => {
      if (moment.what === from.what && isIts(moment)) found.push(moment);
      else if (this.#isEndOfAll(moment, starts) || (until(moment) && isIts(moment))) return true;
      return false;
    });
    return found;
  }

  /** Whom an event is about; where it names nobody, whoever events of the same terminal session within sight name. */
  whose(moment: Moment): Moment["who"] {
    if (isNamed(moment.who) || moment.ts === undefined || this.host.byTs(moment.ts) !== undefined) return moment.who;
    const naming = this.next(moment, ({ word, ts, who }) => word === "lsm" && ts === moment.ts && isNamed(who));
    return naming?.who ?? moment.who;
  }

  /** Whether everything ends with an event in sight; `starts`: which events of starts were seen before it. */
  #isEndOfAll(moment: Moment, starts: number[]): boolean {
    const { id } = moment.event;
    if (this.host.isEndOfAll(moment) || (moment.what === "boot" && starts.includes(id))) return true;
    if (moment.what === "boot") starts.push(id);
    return false;
  }
}

/** What an event says of itself. */
export function tellerOf({ event }: Moment): Teller {
  return { computer: event.computer, id: event.id, record: event.record };
}

/** Whether two events that belong to no known session are about one. */
function isOfOne(one: Moment, other: Moment): boolean {
  if (one.id !== undefined && other.id !== undefined) return one.id === other.id;
  if (one.ts !== undefined && other.ts !== undefined) return one.ts === other.ts;
  return isNamed(one.who) && isSameAccount(one.who, other.who);
}
