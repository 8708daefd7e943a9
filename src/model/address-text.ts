/** An address of 4 or 16 bytes as text, as inet_ntop(3) writes it (the module's `addressText` says the same). */
export function formatAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from({ length: 8 }, (_, index) => ((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0));
  const { start, length } = longestZeros(groups);
  // An IPv4 address inside of IPv6, mapped or (before RFC 4291) compatible.
  if (start === 0 && length === 5 && groups[5] === 0xffff) return `::ffff:${bytes.subarray(12).join(".")}`;
  if (start === 0 && length === 6) return `::${bytes.subarray(12).join(".")}`;
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(":");
  return length < 2 ? hex(groups) : `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}

/** The first of the longest runs of zero groups. */
function longestZeros(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    const after = groups.findIndex((group, index) => index >= start && group !== 0);
    const length = (after < 0 ? groups.length : after) - start;
    if (length > best.length) best = { start, length };
  }
  return best;
}
