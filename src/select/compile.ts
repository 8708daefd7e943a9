import { WhofluxError } from "../model/error.ts";
import { logonEventCells } from "../model/logon.ts";
import type { Platform } from "../model/platform.ts";
import { parseNetwork, parseWildNetwork } from "./network.ts";
import { parsePattern, type Step } from "./pattern.ts";
import type { Clock } from "./relative.ts";
import { type Effect, networkRule, type Rule, textRule } from "./rule.ts";
import { parseTypes } from "./type-mask.ts";
import { parseWindow } from "./window.ts";

/**
 * Option values as they were given. A list holds alternatives, a single value stands for a list of one: a row stays
 * when one of them matches, or when all of them are unwanted ones (`!` in front) and none matches; an unwanted one that
 * matches always drops it. All options must agree. What a record does not have (no time, no user, no host and no address) matches nothing.
 */
export interface SelectionOptions {
  /** First moment, inclusive: a date, a date and time, `today`, `yesterday`, `now`, `-7d`, `@1700000000`; in UTC. */
  readonly since?: string | undefined;
  /** Last moment, inclusive to its last digit. */
  readonly until?: string | undefined;
  /** Text patterns with `*` and `?`, compared byte by byte. */
  readonly user?: string | readonly string[] | undefined;
  /** Addresses, networks (CIDR, `10.0.*`), or text patterns for the host, ASCII case left aside. */
  readonly from?: string | readonly string[] | undefined;
  /** Text patterns. */
  readonly line?: string | readonly string[] | undefined;
  /** Names or numbers of record types. */
  readonly type?: string | readonly string[] | undefined;
}

/** Bytes of the module's FILTER region. */
export const SELECTION_LIMIT = 32 * 1024;

const HEADER_BYTES = 64;
const NO_BOUND = 2n ** 63n;

const BACKSLASH = 0x5c;

/**
 * Compiles option values into the bytes of the FILTER region (assembly/select.ts), or null when they ask for everything.
 * Throws E_USAGE for a value that cannot be read. The clock is asked for values relative to now only, once.
 *
 * On Windows `user` leaves ASCII case aside, and a pattern with a backslash in it is compared with `DOMAIN\name`.
 */
export function compileSelection(
  options: SelectionOptions,
  clock: Clock,
  platform: Platform = "unix",
): Uint8Array | null {
  let now: number | undefined;
  const window = parseWindow(options.since, options.until, () => (now ??= clock()));
  const types = parseTypes(listOf(options.type));
  const lists = [
    listOf(options.user).flatMap((value) => (platform === "unix" ? textRules("--user", value) : accountRules(value))),
    listOf(options.line).flatMap((value) => textRules("--line", value)),
    listOf(options.from).flatMap(fromRules),
  ];
  if (window === undefined && types === undefined && lists.every((rules) => rules.length === 0)) return null;

  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  header.setBigInt64(0, window?.since ?? -NO_BOUND, true);
  header.setBigInt64(8, window?.until ?? NO_BOUND - 1n, true);
  header.setBigUint64(16, types ?? 2n ** 64n - 1n, true);
  const parts: Uint8Array[] = [new Uint8Array(header.buffer)];
  let end = HEADER_BYTES;
  for (const [number, rules] of lists.entries()) {
    header.setInt32(24 + number * 8, end, true);
    for (const { bytes } of droppingFirst(rules)) {
      parts.push(bytes);
      end += bytes.length;
    }
    header.setInt32(28 + number * 8, end, true);
  }
  if (end > SELECTION_LIMIT) {
    throw new WhofluxError("E_USAGE", "too many patterns for --user, --line and --from", {
      expected: `at most ${SELECTION_LIMIT} bytes in all`,
      found: `${end}`,
    });
  }
  return Buffer.concat(parts);
}

function droppingFirst(rules: readonly Rule[]): Rule[] {
  return [...rules.filter(({ effect }) => effect === "drops"), ...rules.filter(({ effect }) => effect === "keeps")];
}

function listOf(values: string | readonly string[] | undefined): readonly string[] {
  return typeof values === "string" ? [values] : (values ?? []);
}

function textRules(option: string, value: string): Rule[] {
  const [pattern, effect] = effectOf(value);
  return [textRule(parsePattern(option, pattern), "exact", effect)];
}

function accountRules(value: string): Rule[] {
  const [pattern, effect] = effectOf(value);
  const steps = parsePattern("--user", pattern.replaceAll(SEPARATOR, "\\\\"));
  const cell = steps.some(hasBackslash) ? logonEventCells.account : logonEventCells.username;
  return [textRule(steps, "folded", effect, cell)];
}

/**
 * A backslash that begins no escape, or a doubled one: what stands between domain and name. Names of Windows hold no `*`
 * and no `?`, so there is no need to escape those.
 */
const SEPARATOR = /\\\\|\\(?!x[0-9a-f]{2}|u\{)/gi;

function hasBackslash(step: Step): boolean {
  return step instanceof Uint8Array && step.includes(BACKSLASH);
}

function fromRules(value: string): Rule[] {
  const [pattern, effect] = effectOf(value);
  const network = parseNetwork("--from", pattern);
  if (network !== undefined) return [networkRule(network, effect)];
  const wild = parseWildNetwork(pattern);
  const text = textRule(parsePattern("--from", pattern), "folded", effect);
  return wild === undefined ? [text] : [text, networkRule(wild, effect)];
}

function effectOf(value: string): readonly [pattern: string, effect: Effect] {
  return value.startsWith("!") ? [value.slice(1), "drops"] : [value, "keeps"];
}
