import type { SessionState } from "../../model/session.ts";

/** Whose a logon is; the SID where it could be had. */
export interface Account {
  readonly name: string;
  readonly domain?: string;
  readonly sid?: string;
}

/** One logon session of the local security authority, as CIM lists it. */
export interface Logon {
  /** As `logonId` writes it. */
  readonly id: string;
  /** Microsoft's number; perhaps none that has a name. */
  readonly type: number;
  /** Microseconds since 1970, as all times. */
  readonly start?: bigint;
  readonly package?: string;
  /** Absent: it has gone, or there is no right to see it. */
  readonly account?: Account;
}

/** One session of the terminal services: what somebody sits before, or left. Times as above. */
export interface Seat {
  /** In the order of their table. */
  readonly sources: readonly SeatSource[];
  /** The terminal services' number. */
  readonly session: number;
  readonly name: string;
  readonly domain?: string;
  /** Window station in lower case, `console`, `rdp-tcp#3`; absent while disconnected. */
  readonly station?: string;
  readonly state?: SessionState;
  readonly login?: bigint;
  readonly connect?: bigint;
  readonly disconnect?: bigint;
  /** Seconds without input. */
  readonly idle?: number;
  /** Name and address of the other end, as it says itself. */
  readonly client?: string;
  readonly address?: Uint8Array;
}

/** The sources of seats. */
export type SeatSource = "quser" | "wts";

/** Entries of one source, and how many more it had that could not be read. */
export interface Entries<T> {
  readonly entries: readonly T[];
  readonly skipped: number;
}

/** The one name of the station before the computer itself. */
export const CONSOLE = "console";

/** Ten years: idle for longer means that there never was an input. */
const LONGEST_IDLE = 10 * 366 * 86_400;

/** Seconds without input as they can be believed: not those of the console, nor those since no input ever. */
export function believedIdle(seconds: number, station: string | undefined): number | undefined {
  return seconds >= 0 && seconds <= LONGEST_IDLE && station !== CONSOLE ? seconds : undefined;
}
