import { CONSOLE, type Seat } from "./evidence.ts";
import { isSameName } from "./join-seats.ts";
import { idOf, type LogonGroup } from "./logon-groups.ts";
import { byKeys } from "./order.ts";

/** Microseconds between the login of a seat and the logon that it came from, at most. */
const NEAR = 60_000_000n;

/**
 * The seats and logins of one name, tied one to one:
 *
 *  1. logins at most 60 s apart, the closest first
 *  2. what is left of the account, when that is one of each
 *  3. a seat whose login nobody tells (`quser` alone): a login of its kind, console or remote, the newest first, for leaked
 *     logons are older
 *  4. the same, of any kind: a session begun at the console may be driven from afar now
 *
 * A logon made by unlocking comes last: it lasts for a moment, and what it unlocked is the session.
 */
export class Ties {
  readonly #ties = new Map<Seat, LogonGroup>();
  #seats: readonly Seat[];
  #groups: readonly LogonGroup[];

  constructor(seats: readonly Seat[], groups: readonly LogonGroup[]) {
    this.#seats = [...seats].sort(byKeys(({ session }) => -session, textOf));
    this.#groups = [...groups].sort(
      byKeys(
        isUnlock,
        ([{ start }]) => -(start ?? 0n),
        ([logon]) => -idOf(logon),
      ),
    );
  }

  all(): ReadonlyMap<Seat, LogonGroup> {
    this.#tieNear();
    this.#tieLast();
    const isTimeless = ({ login }: Seat): boolean => login === undefined;
    this.#tieEach((seat, group) => isTimeless(seat) && isOfKind(seat, group));
    this.#tieEach(isTimeless);
    return this.#ties;
  }

  #tieNear(): void {
    const pairs = this.#seats.flatMap((seat) =>
      this.#fitting(seat).map((group) => ({ seat, group, gap: gapOf(seat, group) })),
    );
    const near = pairs.filter(({ gap }) => gap !== undefined && gap <= NEAR);
    near.sort(
      byKeys(
        ({ group }) => isUnlock(group),
        ({ gap }) => gap,
        ({ seat }) => -seat.session,
        ({ group }) => -idOf(group[0]),
      ),
    );
    const taken = new Set<Seat | LogonGroup>();
    for (const { seat, group } of near) {
      if (taken.has(seat) || taken.has(group)) continue;
      taken.add(seat).add(group);
      this.#tie(seat, group);
    }
  }

  #tieLast(): void {
    const alone = this.#seats.flatMap((seat) => {
      const [group, ...others] = this.#fitting(seat);
      if (group === undefined || others.length > 0) return [];
      return this.#seats.filter((other) => isOfAccount(other, group)).length === 1 ? [{ seat, group }] : [];
    });
    for (const { seat, group } of alone) this.#tie(seat, group);
  }

  #tieEach(may: (seat: Seat, group: LogonGroup) => boolean): void {
    for (const seat of this.#seats) {
      const group = this.#fitting(seat).find((one) => may(seat, one));
      if (group !== undefined) this.#tie(seat, group);
    }
  }

  #fitting(seat: Seat): LogonGroup[] {
    return this.#groups.filter((group) => isOfAccount(seat, group));
  }

  #tie(seat: Seat, group: LogonGroup): void {
    this.#ties.set(seat, group);
    this.#seats = this.#seats.filter((one) => one !== seat);
    this.#groups = this.#groups.filter((one) => one !== group);
  }
}

/** A domain that one of the two does not tell hinders nothing. */
function isOfAccount(seat: Seat, [{ account }]: LogonGroup): boolean {
  if (account === undefined || !isSameName(seat, account)) return false;
  const [own, other] = [seat.domain?.toLowerCase(), account.domain?.toLowerCase()];
  return own === undefined || other === undefined || own === other;
}

function isOfKind({ station }: Seat, [{ type }]: LogonGroup): boolean {
  if (station === undefined) return false;
  return station === CONSOLE ? type === 2 || type === 11 : type === 10 || type === 12;
}

function isUnlock([{ type }]: LogonGroup): number {
  return type === 7 || type === 13 ? 1 : 0;
}

function gapOf({ login }: Seat, [{ start }]: LogonGroup): bigint | undefined {
  if (login === undefined || start === undefined) return undefined;
  return login > start ? login - start : start - login;
}

/** What keeps two seats of one number in order. */
function textOf({ name, domain = "", station = "", login = 0n, sources }: Seat): string {
  return JSON.stringify([name, domain, station, String(login), sources]);
}
