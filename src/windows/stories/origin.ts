import { peerAddress, peerHost } from "../peer.ts";
import { isSameText } from "./account.ts";
import type { Moment } from "./moment.ts";
import type { Origin } from "./open-session.ts";

/** Where an event says that somebody came from; this very computer is nowhere. */
export function originOf({ event, word }: Moment): Origin {
  const { data } = event;
  const origin: { ip?: Uint8Array; host?: string; port?: number } = {};
  const address = data.get("IpAddress") ?? data.get("ClientAddress") ?? data.get("Address") ?? data.get("Param3");
  const ip = address === undefined ? undefined : knownAddress(address);
  if (ip !== undefined) origin.ip = ip;
  const name = word === "security" ? peerHost(data.get("WorkstationName") ?? data.get("ClientName") ?? "") : undefined;
  if (name !== undefined && !isSameText(name, shortName(event.computer))) origin.host = name;
  const port = portOf(data.get("IpPort"));
  if (port !== undefined && ip !== undefined) origin.port = port;
  return origin;
}

/** Addresses read already: a log has few, and again and again. */
const addresses = new Map<string, Uint8Array | undefined>();

function knownAddress(text: string): Uint8Array | undefined {
  if (addresses.has(text)) return addresses.get(text);
  const address = peerAddress(text);
  if (text.length > 64) return address;
  if (addresses.size >= 1024) addresses.clear();
  // The key is a copy: the text may be a part of a whole event.
  addresses.set(Buffer.from(text).toString(), address);
  return address;
}

/** Where RdpCoreTS 131 says that a connection comes from: `192.0.2.7:50123`, `[2001:db8::7]:50123`; undefined: it is one of UDP. */
export function connectionOf({ event }: Moment): Origin | undefined {
  if (isSameText(event.data.get("ConnType"), "udp")) return undefined;
  const [, inBrackets, plain, digits] =
    /^(?:\[([^\]]*)\]|(.*)):(\d{1,5})$/.exec(event.data.get("ClientIP") ?? "") ?? [];
  const ip = peerAddress(inBrackets ?? plain ?? "");
  const port = portOf(digits);
  return { ...(ip === undefined ? {} : { ip }), ...(port === undefined ? {} : { port }) };
}

/** Name of a computer without its domain. */
export function shortName(computer: string): string {
  const dot = computer.indexOf(".");
  return dot > 0 ? computer.slice(0, dot) : computer;
}

/** How an event of the terminal services says that a session is reached: `remote`, at the computer itself, or nothing. */
export function reachOf({ event }: Moment): "remote" | "console" | undefined {
  const station = event.data.get("SessionName");
  if (station !== undefined && station !== "") return isSameText(station, "console") ? "console" : "remote";
  const address = event.data.get("Address");
  if (address === undefined || address === "" || address === "-") return undefined;
  return isSameText(address, "local") ? "console" : "remote";
}

function portOf(text: string | undefined): number | undefined {
  const port = text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port > 0 && port < 65_536 ? port : undefined;
}
