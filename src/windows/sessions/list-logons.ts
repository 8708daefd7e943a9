import type { Seat } from "./evidence.ts";
import { joinSeats } from "./join-seats.ts";
import { type LiveLogon, liveLogon, type Surroundings } from "./live-logon.ts";
import { groupLogons } from "./logon-groups.ts";
import type { Logons } from "./logons.ts";
import { mergeStays } from "./merge.ts";
import { byKeys } from "./order.ts";

/** What the sources say; absent: one that did not answer. */
export interface Told {
  readonly logons?: Logons | undefined;
  readonly stations?: readonly Seat[] | undefined;
  readonly rows?: readonly Seat[] | undefined;
  /** Whether somebody told everyone who sits before a session: then, who is not among them has left. */
  readonly witness: Surroundings["witness"];
}

/** Makes one list of what the sources say: by login, those without one first; the same order for the same people. */
export function listLogons({ logons, stations, rows, witness }: Told): LiveLogon[] {
  const stays = mergeStays(groupLogons(logons?.entries ?? []), joinSeats(stations ?? [], rows ?? []));
  const all = stays.map((stay) => liveLogon(stay, { boot: logons?.boot, witness }));
  return all.sort(
    byKeys(
      ({ cells }) => cells.login_time as bigint | undefined,
      ({ cells }) => cells.session,
      ({ cells }) => cells.ts_session as number | undefined,
    ),
  );
}
