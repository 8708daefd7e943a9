import { isIPv4, parseAddress } from "../model/address.ts";

/**
 * The address that somebody came from, 4 or 16 bytes, its zone cut off. Undefined for what is none, and for this very
 * computer: `-`, `LOCAL`, `0.0.0.0`, `::`, `127.0.0.1`, `::1`.
 */
export function peerAddress(text: string): Uint8Array | undefined {
  const address = parseAddress(text.trim());
  if (address === undefined) return undefined;
  if (!isIPv4(address))
    return address.every((byte, at) => byte === 0 || (at === 15 && byte === 1)) ? undefined : address;
  const four = address.subarray(12);
  return four[0] === 127 || four.every((byte) => byte === 0) ? undefined : four;
}

/** The name of the computer that somebody came from; undefined for the words that say there is none. */
export function peerHost(text: string): string | undefined {
  const name = text.trim();
  return none.has(name.toLowerCase()) ? undefined : name;
}

const none: ReadonlySet<string> = new Set(["", "-", "unknown", "local"]);
