/** The network-order bytes of an address written out: four for IPv4, sixteen for IPv6 (`::` and a dotted end understood). */
export function addressBytes(text: string): Uint8Array {
  if (!text.includes(":")) return dotted(text);
  const [front = "", back] = text.split("::");
  const head = groupBytes(front);
  const tail = groupBytes(back ?? "");
  const gap = 16 - head.length - tail.length;
  if (gap < 0 || (back === undefined && gap !== 0)) throw new Error(`${text} is no IPv6 address`);
  return Uint8Array.from([...head, ...new Array<number>(gap).fill(0), ...tail]);
}

function dotted(text: string): Uint8Array {
  const numbers = text.split(".").map(Number);
  const fits =
    numbers.length === 4 && numbers.every((number) => Number.isInteger(number) && number >= 0 && number < 256);
  if (!fits) throw new Error(`${text} is no IPv4 address`);
  return Uint8Array.from(numbers);
}

function groupBytes(groups: string): number[] {
  if (groups === "") return [];
  return groups.split(":").flatMap((group) => {
    if (group.includes(".")) return [...dotted(group)];
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 255];
  });
}
