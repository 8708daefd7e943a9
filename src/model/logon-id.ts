/**
 * A logon id (LUID) as lower-case hex without leading zeros, `0x512d1`: from the hex of events (any case, any padding), or
 * from the decimal text of CIM. Undefined for what is no number of 64 bits, and for 0, which means "none".
 */
export function logonId(text: string): string | undefined {
  if (!/^(?:0[xX][0-9a-fA-F]{1,32}|[0-9]{1,20})$/.test(text)) return undefined;
  const id = BigInt(text);
  return id > 0n && id < 2n ** 64n ? `0x${id.toString(16)}` : undefined;
}

/**
 * The id of a Windows session with logon ids, the same from a snapshot and from events: `0x512d1@1700000000`, the lower
 * one of its logon ids and the boot in whole seconds since 1970, for logon ids begin anew with each boot. `boot` in
 * microseconds; unknown: nothing behind the `@`.
 */
export function logonSessionId(ids: readonly string[], boot: bigint | undefined): string {
  const lowest = ids.map(BigInt).reduce((least, id) => (id < least ? id : least));
  return `0x${lowest.toString(16)}@${boot === undefined ? "" : boot / 1_000_000n}`;
}

/** The id of a Windows session that is known by its terminal services number alone: `ts2@1700000000123456`, its login in µs. */
export function tsSessionId(session: number, login: bigint | undefined): string {
  return `ts${session}@${login ?? ""}`;
}
