import { isInteractive } from "../logon-type.ts";
import { isNoise } from "../noise.ts";
import type { Logon, Seat } from "./evidence.ts";
import { NAME_CUT } from "./join-seats.ts";
import type { LogonGroup } from "./logon-groups.ts";
import { groupBy } from "./order.ts";
import { Ties } from "./ties.ts";

/** A session with all that tells of it: logons, a seat, or both. */
export interface Stay {
  readonly logons: readonly Logon[];
  readonly seat?: Seat;
}

/** Whether a login is the system's own. */
export function isNoiseGroup([{ account, type, id }]: LogonGroup): boolean {
  return isNoise({ ...account, logonType: type, logonId: id });
}

/**
 * Makes one list of logins and of the sessions of the terminal services, tied one to one within an account (ties.ts). What
 * is tied to nothing is a session itself; each login and each seat is in the list once. The order of both does not matter.
 */
export function mergeStays(groups: readonly LogonGroup[], seats: readonly Seat[]): Stay[] {
  const tied = new Map<LogonGroup, Seat>();
  const names = groupBy(groups.filter(canBeSeated), ([{ account }]) => cutName(account?.name ?? ""));
  const loose = new Set(seats);
  for (const [name, own] of groupBy(seats, (seat) => cutName(seat.name))) {
    for (const [seat, group] of new Ties(own, names.get(name) ?? []).all()) {
      tied.set(group, seat);
      loose.delete(seat);
    }
  }
  const stays = groups.map((group): Stay => {
    const seat = tied.get(group);
    return seat === undefined ? { logons: group } : { logons: group, seat };
  });
  return [...stays, ...[...loose].map((seat) => ({ logons: [], seat }))];
}

function cutName(name: string): string {
  return name.toLowerCase().slice(0, NAME_CUT);
}

function canBeSeated(group: LogonGroup): boolean {
  return isInteractive(group[0].type) && group[0].account !== undefined && !isNoiseGroup(group);
}
