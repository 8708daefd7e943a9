/** An address in network order, 16 bytes; IPv4 in the last four, behind `::ffff:`. */
export type Address = Uint8Array;

/** Reads an IPv4 or IPv6 address, a zone (`%eth0`) left aside; undefined when the text is none. */
export function parseAddress(text: string): Address | undefined {
  const dotted = parseDotted(text);
  if (dotted !== undefined) return mapped(dotted);
  const [, groups] = /^([0-9a-f:.]+)(?:%.+)?$/is.exec(text) ?? [];
  return groups === undefined ? undefined : parseGroups(groups);
}

/** IPv4-mapped addresses are IPv4 addresses. */
export function isIPv4(address: Address): boolean {
  return address.every((byte, at) => at >= 12 || byte === (at >= 10 ? 255 : 0));
}

/** The 16-byte form of four bytes of IPv4. */
export function mapped(bytes: readonly number[]): Address {
  return Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, ...bytes]);
}

function parseDotted(text: string): number[] | undefined {
  const parts = text.split(".");
  const numbers = parts.map(Number);
  const plain = parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part));
  return parts.length === 4 && plain && numbers.every((number) => number < 256) ? numbers : undefined;
}

function parseGroups(text: string): Address | undefined {
  const sides = text.split("::");
  const [front, back] = sides.map((side, number) => sideBytes(side, number === sides.length - 1 ? "last" : "front"));
  if (sides.length > 2 || front === undefined) return undefined;
  if (sides.length === 1) return front.length === 16 ? Uint8Array.from(front) : undefined;
  if (back === undefined || front.length + back.length > 14) return undefined;
  return Uint8Array.from([...front, ...new Array<number>(16 - front.length - back.length).fill(0), ...back]);
}

/** The bytes of the groups on one side of `::`; a dotted tail may end the last side. */
function sideBytes(side: string, place: "front" | "last"): number[] | undefined {
  if (side === "") return [];
  const groups = side.split(":");
  const bytes: number[] = [];
  for (const [at, group] of groups.entries()) {
    const dotted = place === "last" && at === groups.length - 1 ? parseDotted(group) : undefined;
    if (dotted === undefined && !/^[0-9a-f]{1,4}$/i.test(group)) return undefined;
    const value = Number.parseInt(group, 16);
    bytes.push(...(dotted ?? [value >> 8, value & 255]));
  }
  return bytes;
}
