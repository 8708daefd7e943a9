import { type Address, isIPv4, mapped, parseAddress } from "../model/address.ts";
import { usageError } from "./usage.ts";

/** The addresses that have `bits` wherever `mask` has a one. */
export interface Network {
  readonly family: 4 | 6;
  readonly bits: Address;
  readonly mask: Address;
}

/**
 * Reads an address, or a network as CIDR (bits behind the prefix may be set); undefined when the value is neither.
 *
 * A network of IPv4-mapped addresses is one of IPv4; every other IPv6 network holds IPv6 addresses only, `::/0` too.
 * Throws E_USAGE for an address with a prefix length that it cannot have.
 */
export function parseNetwork(option: string, value: string): Network | undefined {
  const [text = "", prefix, ...rest] = value.split("/");
  const address = parseAddress(text);
  if (address === undefined || rest.length > 0) return undefined;
  if (prefix === undefined) return network(address, 128);
  const width = text.includes(":") ? 128 : 32;
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > width) {
    throw usageError(option, `a prefix length from 0 to ${width} behind the address`, value);
  }
  return network(address, 128 - width + Number(prefix));
}

/** Reads an IPv4 network written with wildcards for its last parts, `192.168.*`; undefined for any other value. */
export function parseWildNetwork(value: string): Network | undefined {
  const parts = value.split(".");
  const fixed = parts.filter((part) => part !== "*");
  const wildOnlyBehind = parts.slice(fixed.length).every((part) => part === "*");
  if (fixed.length === 0 || fixed.length > 3 || fixed.length === parts.length || parts.length > 4) return undefined;
  const isOctet = (part: string): boolean => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256;
  if (!wildOnlyBehind || !fixed.every(isOctet)) return undefined;
  return network(mapped([0, 1, 2, 3].map((at) => Number(fixed[at] ?? 0))), 96 + fixed.length * 8);
}

function network(address: Address, prefix: number): Network {
  const mask = Uint8Array.from({ length: 16 }, (_, at) => 0xff00 >> Math.min(8, Math.max(0, prefix - at * 8)));
  return { family: prefix >= 96 && isIPv4(address) ? 4 : 6, bits: address, mask };
}
