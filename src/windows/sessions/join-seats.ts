import type { Seat } from "./evidence.ts";
import { byKeys } from "./order.ts";

/** Characters of a name that `quser` keeps. */
export const NAME_CUT = 20;

/**
 * Makes one list of what `wts` and `quser` say: a session that both know, by its number and user, is one. What `wts` says
 * goes first, for it says it in numbers; each seat of both is in the answer, once.
 */
export function joinSeats(stations: readonly Seat[], rows: readonly Seat[]): Seat[] {
  const left = [...rows].sort(
    byKeys(
      ({ session }) => session,
      ({ name }) => name,
      ({ station }) => station,
    ),
  );
  const bySession = new Map<number, Seat[]>();
  for (const row of left) bySession.set(row.session, [...(bySession.get(row.session) ?? []), row]);
  const joined = [...stations]
    .sort(
      byKeys(
        ({ session }) => session,
        ({ name }) => name,
        ({ domain }) => domain,
      ),
    )
    .map((seat) => {
      const others = bySession.get(seat.session) ?? [];
      const other = others.find((row) => isSameName(row, seat));
      if (other === undefined) return seat;
      bySession.set(
        seat.session,
        others.filter((row) => row !== other),
      );
      return { ...other, ...seat, sources: [...other.sources, ...seat.sources] };
    });
  return [...joined, ...[...bySession.values()].flat()];
}

/** Whether the names may be of one account: without case, and as far as the row has it. */
export function isSameName({ name, sources }: Seat, other: { readonly name: string }): boolean {
  const [own, whole] = [name.toLowerCase(), other.name.toLowerCase()];
  const isCut = !sources.includes("wts") && own.length === NAME_CUT;
  return own === whole || (isCut && whole.startsWith(own));
}
