import type { Evidence } from "./evidence.ts";
import type { Stay } from "./merge.ts";

/** What makes an entry of a source and a session the same. */
export interface Rule {
  /** What has to be equal: one of these keys. */
  keys(evidence: Evidence): readonly string[];
  /** Microseconds that the two logins may be apart; one that is not known is no obstacle. */
  readonly within: bigint;
  /** Among several of one key: the closest in time, or one after the other in their order. */
  readonly among: "closest" | "in order";
  /** Which sessions the rule is about; absent: all. */
  appliesTo?(stay: Stay): boolean;
}

interface Candidate {
  readonly stay: Stay;
  readonly login: bigint | undefined;
}

/** Pairs entries with sessions by one rule, one to one; adds the sessions to `taken`, and none that was there before. */
export function pairUp(
  entries: readonly Evidence[],
  stays: readonly Stay[],
  rule: Rule,
  taken: Set<Stay>,
): ReadonlyMap<Evidence, Stay> {
  const pairs = new Map<Evidence, Stay>();
  if (entries.length === 0 || stays.length === 0) return pairs;
  const candidates = candidatesByKey(stays, rule, taken);
  const waiting = byKey(entries, (entry) => rule.keys(entry));
  for (const [key, some] of waiting) {
    const there = candidates.get(key);
    if (there === undefined) continue;
    const left = some.filter((entry) => !pairs.has(entry)).sort(byLogin);
    const free = there.filter(({ stay }) => !taken.has(stay)).sort(byLogin);
    for (const [entry, stay] of inTime(left, free, rule)) {
      if (taken.has(stay)) continue;
      pairs.set(entry, stay);
      taken.add(stay);
    }
  }
  return pairs;
}

/** Goes through both lists once, in the order of their logins. */
function* inTime(
  entries: readonly Evidence[],
  candidates: readonly Candidate[],
  { within, among }: Rule,
): Generator<readonly [Evidence, Stay]> {
  const isCloser = (a: bigint, b: bigint): boolean => among === "closest" && a < b;
  let next = 0;
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at] as Evidence;
    while (next < candidates.length && after(entry, candidates[next]) > within) next += 1;
    while (next + 1 < candidates.length && isCloser(apart(entry, candidates[next + 1]), apart(entry, candidates[next])))
      next += 1;
    const candidate = candidates[next];
    if (candidate === undefined) return;
    const later = entries[at + 1];
    if (later !== undefined && isCloser(apart(later, candidate), apart(entry, candidate))) continue;
    if (apart(entry, candidate) > within) continue;
    next += 1;
    yield [entry, candidate.stay];
  }
}

function candidatesByKey(stays: readonly Stay[], rule: Rule, taken: ReadonlySet<Stay>): Map<string, Candidate[]> {
  const candidates = new Map<string, Candidate[]>();
  for (const stay of stays) {
    if (taken.has(stay) || rule.appliesTo?.(stay) === false) continue;
    const keys = new Map(stay.evidence.flatMap((one) => rule.keys(one).map((key) => [key, one.login] as const)));
    for (const [key, login] of keys) add(candidates, key, { stay, login });
  }
  return candidates;
}

function byKey<Item>(items: readonly Item[], keys: (item: Item) => readonly string[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) for (const key of new Set(keys(item))) add(groups, key, item);
  return groups;
}

function add<Item>(groups: Map<string, Item[]>, key: string, item: Item): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}

type Dated = Pick<Evidence, "login"> | Pick<Candidate, "login">;

function byLogin(a: Dated, b: Dated): number {
  const [left, right] = [a.login ?? 0n, b.login ?? 0n];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** How long one login is after the other; an unknown one is at the same time as any. */
function after(a: Dated, b: Dated | undefined): bigint {
  return a.login === undefined || b?.login === undefined ? 0n : a.login - b.login;
}

function apart(a: Dated, b: Dated | undefined): bigint {
  const difference = after(a, b);
  return difference < 0n ? -difference : difference;
}
