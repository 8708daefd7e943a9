import { object, text, whole } from "../../model/json-shape.ts";
import type { SessionState } from "../../model/session.ts";
import { known } from "../known.ts";
import { peerAddress, peerHost } from "../peer.ts";
import { utcMicros } from "../utc-time.ts";
import { readEntries } from "./entries.ts";
import { believedIdle, CONSOLE, type Entries, type Seat } from "./evidence.ts";

/** Which of WTS_SESSIONSTATE's numbers means locked: Windows 7 and Server 2008 R2 have them the other way round. */
export type LockFlag = 0 | 1;

/** The flag that means locked on a version of Windows, `6.1.7601`; null: one of our days. */
export function lockFlagOf(version: string | null): LockFlag {
  const [, major = "10", minor = "0"] = /^(\d+)\.(\d+)/.exec(version ?? "") ?? [];
  return Number(major) < 6 || (Number(major) === 6 && Number(minor) < 2) ? 1 : 0;
}

/**
 * Reads the answer to `wts`, whatever it is: who sits before a session of the terminal services. Sessions without a user
 * (listeners, services, the logon screen) are left out. Throws E_SOURCE when it is no such answer.
 */
export function readSeats(answer: unknown, locked: LockFlag): Entries<Seat> {
  return readEntries(object(answer, "wts").sessions, "list of sessions", (entry) => seatOf(entry, locked));
}

function seatOf(entry: unknown, lockFlag: LockFlag): Seat | undefined {
  const told = object(entry, "session");
  const word = (name: string): string => text(told[name], name);
  const number = (name: string): number => whole(told[name], name);
  const time = (name: string): bigint | undefined => (told[name] === null ? undefined : utcMicros(word(name)));
  const station = word("station").toLowerCase();
  const state = stateOf(number("state"), number("flags"), lockFlag);
  const isAway = state === "disconnected";
  const isRemote = number("protocol") !== 0 || (station !== "" && station !== CONSOLE);
  const [input, now] = [time("input"), time("now")];
  const seat = known<Seat>({
    sources: ["wts"],
    session: number("session"),
    name: word("user"),
    domain: word("domain") || undefined,
    station: isAway || station === "" ? undefined : station,
    state,
    login: time("logon"),
    connect: time("connect"),
    // Of a session that is connected again it is of no use.
    disconnect: isAway ? time("disconnect") : undefined,
    idle: input === undefined || now === undefined ? undefined : believedIdle(secondsFrom(input, now), station),
    client: isRemote ? peerHost(word("client")) : undefined,
    address: isRemote ? peerAddress(word("address")) : undefined,
  });
  return seat.name === "" ? undefined : seat;
}

function secondsFrom(start: bigint, end: bigint): number {
  return Number((end - start) / 1_000_000n);
}

/** WTS_CONNECTSTATE_CLASS: 0 active, 1 connected, 3 shadowing, 4 disconnected, 7 and 8 on their way out; others have no user. */
function stateOf(state: number, flags: number, lockFlag: LockFlag): SessionState | undefined {
  if (state === 4) return "disconnected";
  if (state === 7 || state === 8) return "closing";
  if (state !== 0 && state !== 1 && state !== 3) return undefined;
  return flags === lockFlag ? "locked" : "active";
}
