import { isIPv4, parseAddress } from "../model/address.ts";
import { sessionId } from "../model/session-id.ts";
import type { Accounts } from "./accounts.ts";
import { type Evidence, isDisplay, isTerminal } from "./evidence.ts";
import { idleSeconds } from "./idle.ts";
import type { LiveSession } from "./live-session.ts";
import type { Stay } from "./merge.ts";
import type { Root } from "./rooted.ts";
import type { UnixSourceName } from "./source.ts";

/** utmp's terminal, time and pid are those of the login history: from it, the session has the same id there. */
const recordsFirst: readonly UnixSourceName[] = ["utmp", "logind", "loginctl", "wtmpdb"];

/** Who the user is and how they came, the login manager knows best: utmp cuts names. */
const managerFirst: readonly UnixSourceName[] = ["logind", "loginctl", "wtmpdb", "utmp"];

/** Where the cells that no source tells come from. */
export interface Surroundings {
  readonly root: Root;
  readonly accounts: Accounts;
  /** Microseconds since 1970. */
  readonly now: bigint;
}

/** What a merged session is doing: logind knows of its end before anybody else; one living witness is enough. */
export function stateOf({ evidence }: Stay): Evidence["state"] {
  if (evidence.some(({ state }) => state === "closing")) return "closing";
  return evidence.some(({ state }) => state === "active") ? "active" : "stale";
}

/** The cells of a merged session: each from the first source that tells it, in one of two orders. */
export function liveSession(stay: Stay, { root, accounts, now }: Surroundings): LiveSession {
  const records = sorted(stay, recordsFirst);
  const managers = sorted(stay, managerFirst);
  const first = records[0] as Evidence;
  const username = told(managers, "username") ?? "";
  const line = records.find((one) => one.line !== undefined && isTerminal(one.line))?.line ?? told(records, "line");
  const login = told(records, "login");
  const host = told(records, "host");
  const kind = told(managers, "kind");
  const cells = {
    time: now,
    session: bytes(sessionId(first.idLine, first.login, first.pid)),
    username: bytes(username),
    state: stateOf(stay),
    sources: stay.evidence.map(({ source }) => source).join(" "),
    line: bytes(line),
    login_time: login,
    pid: told(records, "pid"),
    src_host: bytes(host),
    src_ip: told(records, "address") ?? addressOf(host),
    uid: told(managers, "uid") ?? accounts.uidOf(username),
    service: bytes(told(managers, "service")),
    kind,
    login_type: told(managers, "loginType"),
    // What is typed into a window is not read from the display's own terminal.
    idle_s: isGraphic(kind, host) || line === undefined ? undefined : idleSeconds(root, line, now),
  };
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== undefined)) as unknown as LiveSession;
}

function sorted({ evidence }: Stay, order: readonly UnixSourceName[]): Evidence[] {
  return [...evidence].sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source));
}

function told<Name extends keyof Evidence>(evidence: readonly Evidence[], name: Name): Evidence[Name] | undefined {
  return evidence.find((one) => one[name] !== undefined)?.[name];
}

/** A text of one character a byte as a cell. */
function bytes(text: string | undefined): string | Uint8Array | undefined {
  return text === undefined || isAscii(text) ? text : Buffer.from(text, "latin1");
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** A host that is an address itself. */
function addressOf(host: string | undefined): Uint8Array | undefined {
  const address = host === undefined ? undefined : parseAddress(host);
  return address !== undefined && isIPv4(address) ? address.subarray(12) : address;
}

function isGraphic(kind: Evidence["kind"], host: string | undefined): boolean {
  return kind === "x11" || kind === "wayland" || kind === "rdp" || (host !== undefined && isDisplay(host));
}
