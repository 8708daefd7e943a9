import type { LoginType, SessionKind } from "../../model/session.ts";
import type { Account } from "./account.ts";
import type { ChannelWord } from "./known.ts";

/** Where somebody comes from, as far as an event tells. */
export interface Origin {
  /** 4 or 16 bytes; never this computer's own. */
  readonly ip?: Uint8Array;
  /** Name of the other computer. */
  readonly host?: string;
  readonly port?: number;
}

/** A session that is open: what its login told, and what has been told of it since. */
export interface OpenSession {
  readonly session: string;
  /** Microseconds since 1970 UTC. */
  readonly login: bigint;
  readonly record: bigint;
  readonly who: Account;
  /** Its logon ids, the lower one first: two of a UAC pair, none where only the terminal services told it. */
  readonly ids: readonly string[];
  /** Microsoft's number. */
  readonly type: number | undefined;
  readonly authentication: string | undefined;
  /** How it began, in the words of MITRE CAR. */
  readonly loginType: LoginType | undefined;
  /** Somebody sits before it: the terminal services know it too. */
  readonly isSeat: boolean;
  /** Which logs told of it. */
  readonly words: Set<ChannelWord>;
  /** Logins that it stands for; more than one only for the system's own logon ids, which every service shares. */
  count: number;
  ts: number | undefined;
  /** How it is reached now. */
  kind: SessionKind | undefined;
  line: string | undefined;
  origin: Origin;
  /** Since when nobody is connected to it. */
  away: bigint | undefined;
  /** When it was last connected to again. */
  back: bigint | undefined;
  /** The last reason (LocalSessionManager 40) and when it was told: it may come twice. */
  reason: { readonly code: number; readonly time: bigint } | undefined;
}
