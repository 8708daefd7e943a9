import { type Evidence, isDisplay, isTerminal } from "./evidence.ts";
import { pairUp, type Rule } from "./pair-up.ts";

/** A session with everything that tells of it, in the order of the table of sources; one piece per source. */
export interface Stay {
  readonly evidence: Evidence[];
}

/**
 * Makes one list of what the sources say, each of them in turn: `groups` in the order of their table. An entry joins a
 * session that its source has not joined yet, one to one, by the first rule that finds one; else it is a session itself.
 *
 *  1. the same session number of logind's
 *  2. the same user and process: utmp's pid and logind's leader are both the program that let the user in
 *  3. the same user and terminal (under any of its names), logins at most 60 s apart, the closest first
 *  4. a terminal unknown to one of the two, the same user and remote host, logins at most 10 s apart, in their order
 *
 * Sorts, so the effort grows with n log n.
 */
export function mergeEvidence(groups: readonly (readonly Evidence[])[]): Stay[] {
  const stays: Stay[] = [];
  for (const group of groups) {
    const taken = new Set<Stay>();
    let left = group;
    const join = (some: readonly Evidence[], rule: Rule): void => {
      const pairs = pairUp(some, stays, rule, taken);
      for (const [entry, stay] of pairs) stay.evidence.push(entry);
      left = left.filter((entry) => !pairs.has(entry));
    };
    for (const rule of [sameNumber, sameProcess, sameTerminal]) join(left, rule);
    join(left.filter(hasNoTerminal), sameHost);
    join(left, { ...sameHost, appliesTo: ({ evidence }) => evidence.every(hasNoTerminal) });
    stays.push(...left.map((entry) => ({ evidence: [entry] })));
  }
  return stays;
}

const SECOND = 1_000_000n;
const EVER = 2n ** 64n;

/** utmp cuts names and hosts there. */
const NAME_CUT = 32;
const HOST_CUT = 256;

const sameNumber: Rule = {
  keys: ({ logindId }) => (logindId === undefined ? [] : [logindId]),
  within: EVER,
  among: "closest",
};

const sameProcess: Rule = {
  keys: ({ username, pid }) => (pid === undefined ? [] : [keyOf(username, String(pid))]),
  within: EVER,
  among: "closest",
};

const sameTerminal: Rule = {
  keys: ({ username, line, aliases = [] }) =>
    [...(line === undefined ? [] : [line]), ...aliases].filter(isTerminal).map((name) => keyOf(username, name)),
  within: 60n * SECOND,
  among: "closest",
};

const sameHost: Rule = {
  keys: ({ username, host }) => (host === undefined || isDisplay(host) ? [] : [keyOf(username, host)]),
  within: 10n * SECOND,
  among: "in order",
};

/** No byte of a text is NUL, so no two pairs have one key. */
function keyOf(username: string, value: string): string {
  return `${username.slice(0, NAME_CUT)}\0${value.slice(0, HOST_CUT)}`;
}

function hasNoTerminal({ line }: Evidence): boolean {
  return line === undefined || !isTerminal(line);
}
