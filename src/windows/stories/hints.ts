import { isSameText } from "./account.ts";
import type { ChannelWord } from "./known.ts";
import type { Origin } from "./open-session.ts";

/** What an event tells about a login or a reconnect that is to come, without being one. */
export interface Hint extends Origin {
  /** `served`: a logon that only served a reconnect; the others are RemoteConnectionManager 1149, RdpCoreTS 131, 4648. */
  readonly what: "served" | "authenticated" | "connection" | "credentials";
  readonly word: ChannelWord;
  readonly time: bigint;
  /** Account name, its domain left aside: authentication writes it in other ways than the login. */
  readonly name?: string;
}

/** A login or a reconnect that is looked at for hints. */
export interface Arrival {
  readonly time: bigint;
  readonly name: string | undefined;
  readonly origin: Origin;
  /** It came over the net to the terminal services: what tells about such connections is about it. */
  readonly isRemote: boolean;
}

/** Microseconds that a hint holds: credentials may be asked for between the connection and the login. */
const HOLDS = 120_000_000n;

/** Microseconds that a logon holds which served another session, or named other credentials. */
const HOLDS_SHORT = 10_000_000n;

/** Microseconds by which a connection may be told behind its authentication. */
const AHEAD = 500_000n;

const LIMIT = 64;

/** The hints of one computer that are waiting for their login, oldest first. */
export class Hints {
  waiting: Hint[] = [];
  /** Hints that were used, and hints that belonged to nothing. */
  used = 0;
  loose = 0;

  add(hint: Hint): void {
    this.#expire(hint.time);
    this.waiting.push(hint);
    if (this.waiting.length <= LIMIT) return;
    this.waiting.shift();
    this.loose += 1;
  }

  /** What the hints add to where an arrival came from; `words` gets the logs that they are from. They are used up. */
  take({ time, name, origin, isRemote }: Arrival, words: Set<ChannelWord>): Origin {
    if (this.waiting.length === 0) return origin;
    this.#expire(time);
    let from = origin;
    const use = (what: Hint["what"], fits: (hint: Hint) => boolean): Hint | undefined => {
      const fitting = this.waiting.filter(
        (hint) => hint.what === what && hint.time <= time + HOLDS_SHORT && fits(hint),
      );
      const last = fitting.at(-1);
      if (last === undefined) return undefined;
      from = { ...originOf(last), ...from };
      for (const { word } of fitting) words.add(word);
      this.used += fitting.length;
      this.waiting = this.waiting.filter((hint) => !fitting.includes(hint));
      return last;
    };
    const isHere = (hint: Hint): boolean => isSameText(hint.name, name) && agrees(hint, from);
    if (isRemote) use("served", isHere);
    const authenticated = isRemote ? use("authenticated", isHere) : undefined;
    // Behind one address are many: what connects when this one is authenticated is another one's connection.
    const until = authenticated === undefined ? time + HOLDS_SHORT : authenticated.time + AHEAD;
    if (isRemote && from.ip !== undefined)
      use("connection", (hint) => hint.time <= until && hint.ip !== undefined && agrees(hint, from));
    use("credentials", (hint) => time - hint.time <= HOLDS_SHORT && isHere(hint));
    return from;
  }

  /** Forgets what is too old for anything that comes now. */
  #expire(time: bigint): void {
    const fresh = this.waiting.filter((hint) => {
      const age = time - hint.time;
      return age <= (hint.what === "served" ? HOLDS_SHORT : HOLDS) && age >= -HOLDS;
    });
    this.loose += this.waiting.length - fresh.length;
    this.waiting = fresh;
  }
}

/** Whether two origins may be one: where both have an address, it is the same. */
function agrees(one: Origin, other: Origin): boolean {
  return one.ip === undefined || other.ip === undefined || Buffer.compare(one.ip, other.ip) === 0;
}

function originOf({ ip, host, port }: Origin): Origin {
  return {
    ...(ip === undefined ? {} : { ip }),
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
  };
}
