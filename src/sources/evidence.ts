import type { LoginType, SessionKind } from "../model/session.ts";
import type { UnixSourceName } from "./source.ts";

/**
 * What one source says of one session. Texts are raw bytes, one character each: they compare, they are keys, and nothing
 * an attacker wrote is interpreted.
 */
export interface Evidence {
  readonly source: UnixSourceName;
  readonly username: string;
  readonly uid?: string;
  /** Terminal without `/dev/`. */
  readonly line?: string;
  /** Other names that the same terminal has elsewhere: a display, a virtual terminal. */
  readonly aliases?: readonly string[];
  /** What stands for the line in the session's id: found terminals come and go, an id does not. */
  readonly idLine: string;
  /** Microseconds since 1970. */
  readonly login?: bigint;
  readonly pid?: number;
  readonly host?: string;
  readonly address?: Uint8Array;
  readonly service?: string;
  readonly kind?: SessionKind;
  readonly loginType?: LoginType;
  readonly state: "active" | "closing" | "stale";
  readonly logindId?: string;
  /** logind: a terminal may be there that this user cannot see. */
  readonly hidesTerminal?: true;
}

/** Bytes of a cell as such a text. */
export function bytesText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

/** Whether a line names one terminal or display: many sessions may be on `ssh` or `ftpd` at once. */
export function isTerminal(line: string): boolean {
  return /\d/.test(line) || line === "console";
}

/** Whether what stands as a host is a display (`:0`, `:1.0`), so no place that anybody came from. */
export function isDisplay(host: string): boolean {
  return /^:\d/.test(host);
}
