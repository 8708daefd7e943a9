import { isInteractive } from "../logon-type.ts";
import { isNoise } from "../noise.ts";
import type { Account, Logon } from "./evidence.ts";
import { byKeys, groupBy } from "./order.ts";

/** The logons of one login: two where User Account Control splits an administrator's, else one. The lowest id first. */
export type LogonGroup = readonly [Logon, ...Logon[]];

/** Microseconds between the halves, at most. */
const APART = 1_000_000n;

/**
 * Makes logins of logons: two of one account and type that began at most a second apart are one, the closest first. Only
 * logons that somebody sits before are split, and none of the system's own. The order of the logons does not matter.
 */
export function groupLogons(logons: readonly Logon[]): LogonGroup[] {
  const partners = new Map<Logon, Logon>();
  for (const alike of groupBy(logons, splitKey).values()) {
    const inOrder = alike.sort(byKeys(({ start }) => start, idOf));
    const gaps = inOrder.slice(1).map((second, index) => gapOf(inOrder[index] as Logon, second));
    for (const { first, second, length } of gaps.sort(
      byKeys(
        (gap) => gap.length,
        (gap) => gap.first.start,
        (gap) => idOf(gap.first),
      ),
    )) {
      if (length > APART || partners.has(first) || partners.has(second)) continue;
      partners.set(first, second).set(second, first);
    }
  }
  return logons.flatMap((logon): LogonGroup[] => {
    const partner = partners.get(logon);
    if (partner === undefined) return [[logon]];
    return idOf(logon) < idOf(partner) ? [[logon, partner]] : [];
  });
}

/** An account as it compares: Windows' names have no case. */
function accountKey({ domain, name }: Pick<Account, "domain" | "name">): string {
  return `${domain?.toLowerCase() ?? ""}\\${name.toLowerCase()}`;
}

/** The numeric value of a logon id. */
export function idOf({ id }: Logon): bigint {
  return BigInt(id);
}

/** Two logons with one such key may be halves; undefined: it has no other half. */
function splitKey({ id, type, account, start }: Logon): string | undefined {
  if (account === undefined || start === undefined || !isInteractive(type)) return undefined;
  return isNoise({ ...account, logonType: type, logonId: id }) ? undefined : `${type} ${accountKey(account)}`;
}

function gapOf(
  first: Logon,
  second: Logon,
): { readonly first: Logon; readonly second: Logon; readonly length: bigint } {
  return { first, second, length: (second.start ?? 0n) - (first.start ?? 0n) };
}
