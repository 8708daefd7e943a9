import type { Logon, Seat } from "../../../src/windows/sessions/evidence.ts";
import { listLogons } from "../../../src/windows/sessions/list-logons.ts";
import type { LiveLogon } from "../../../src/windows/sessions/live-logon.ts";

const START = 1_700_000_000_000_000n;
const SECOND = 1_000_000n;

/** A logon so many seconds behind the start of all; null: nobody knows whose. */
export function logon(id: number, type: number, seconds: number | undefined, name: string | null = "amelie"): Logon {
  return {
    id: `0x${id.toString(16)}`,
    type,
    ...(seconds === undefined ? {} : { start: START + BigInt(Math.round(seconds * 1e6)) }),
    ...(name === null ? {} : { account: { name, domain: "NORDWIND", sid: `S-1-5-21-1-2-3-${1000 + name.length}` } }),
  };
}

/** What `wts` says of a session. */
export function station(session: number, name: string, seconds: number | undefined, more: Partial<Seat> = {}): Seat {
  const login = seconds === undefined ? {} : { login: START + BigInt(seconds) * SECOND };
  return {
    sources: ["wts"],
    session,
    name,
    domain: "NORDWIND",
    station: `rdp-tcp#${session}`,
    state: "active",
    ...login,
    ...more,
  };
}

/** What `quser` says of a session; undefined: it was left. */
export function row(session: number, name: string, where: string | undefined): Seat {
  const place = where === undefined ? { state: "disconnected" as const } : { station: where, state: "active" as const };
  return { sources: ["quser"], session, name, ...place };
}

/** What the sources say. */
export interface Told {
  readonly logons?: readonly Logon[];
  readonly stations?: readonly Seat[];
  readonly rows?: readonly Seat[];
}

/** One list of it. */
export function list({ logons, ...seats }: Told): readonly LiveLogon[] {
  return listLogons({
    ...seats,
    witness: seats.stations === undefined && seats.rows === undefined ? "none" : "heard",
    ...(logons === undefined ? {} : { logons: { entries: logons, skipped: 0, problems: [], boot: START } }),
  });
}
