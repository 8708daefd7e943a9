import { isInteractive } from "./logon-type.ts";

/** What is known of whom a logon belongs to. */
export interface Who {
  readonly sid?: string | undefined;
  /** Account name without its domain. */
  readonly name?: string | undefined;
  /** Microsoft's number. */
  readonly logonType?: number | undefined;
  /** As `logonId` writes it: `0x3e7`. */
  readonly logonId?: string | undefined;
}

/**
 * Whether a logon is the system's own and nobody's: its accounts, services, computers, the window manager, font drivers,
 * the anonymous logon, OpenSSH's virtual users. Told by SID, for names are localized; by name and id where there is none. A
 * computer's name ends with `$`, but who sits before a session is no computer: accounts are called so to be overlooked.
 */
export function isNoise({ sid, name, logonType, logonId }: Who): boolean {
  if (logonType === SYSTEM || logonType === SERVICE) return true;
  const isSeated = logonType !== undefined && isInteractive(logonType);
  if (!isSeated && name?.endsWith("$") === true) return true;
  if (sid !== undefined) return sids.test(sid);
  return (logonId !== undefined && ids.has(logonId)) || (name !== undefined && drivers.test(name));
}

const SYSTEM = 0;
const SERVICE = 5;

/** Anonymous, IUSR, SYSTEM, LocalService, NetworkService; window manager, font driver host, OpenSSH. */
const sids = /^S-1-5-(?:7|17|18|19|20|(?:90|96|111)-.*)$/;

/** The logon ids that are the same on every computer: SYSTEM, LocalService, NetworkService, anonymous, IUSR. */
const ids: ReadonlySet<string> = new Set(["0x3e3", "0x3e4", "0x3e5", "0x3e6", "0x3e7"]);

const drivers = /^(?:DWM|UMFD)-\d+$/;
