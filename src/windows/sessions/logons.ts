import { WhofluxError } from "../../model/error.ts";
import { list, object, text, whole } from "../../model/json-shape.ts";
import { logonId } from "../../model/logon-id.ts";
import { known } from "../known.ts";
import { utcMicros } from "../utc-time.ts";
import { readEntries } from "./entries.ts";
import type { Account, Entries, Logon } from "./evidence.ts";

/** What the answer to `logons` says. */
export interface Logons extends Entries<Logon> {
  /** Microseconds since 1970. */
  readonly boot?: bigint;
  /** Error ids of what could not be asked. */
  readonly problems: readonly string[];
}

/**
 * Reads the answer to `logons`, whatever it is, each logon once and joined with its account. Throws E_SOURCE when it is
 * no such answer; what is wrong with one logon or account is counted.
 */
export function readLogons(answer: unknown): Logons {
  const { boot, logons, accounts, problems } = object(answer, "logons");
  const owners = readEntries(accounts, "accounts", ownerOf);
  const found = readEntries(logons, "list of logons", logonOf);
  const byId = new Map(sorted(owners.entries).map(({ id, account }) => [id, account]));
  const each = new Map(sorted(found.entries).map((logon) => [logon.id, logon]));
  return known<Logons>({
    boot: timeOf(boot, "boot"),
    entries: [...each.values()].map((logon) => known<Logon>({ ...logon, account: byId.get(logon.id) })),
    skipped: owners.skipped + found.skipped,
    problems: list(problems, "list of problems").map((problem) => text(problem, "problem")),
  });
}

function logonOf(entry: unknown): Logon {
  const { id, type, start, package: name } = object(entry, "logon");
  return known<Logon>({
    id: idOf(id),
    type: whole(type, "type"),
    start: timeOf(start, "start"),
    package: optional(name, "package"),
  });
}

function ownerOf(entry: unknown): { readonly id: string; readonly account: Account } {
  const { id, domain, name, sid } = object(entry, "account");
  const identity = optional(sid, "sid");
  const account = known<Account>({
    name: text(name, "name"),
    domain: optional(domain, "domain"),
    sid: identity === NOBODY ? undefined : identity,
  });
  return { id: idOf(id), account };
}

/** What stands for a SID where there is none. */
const NOBODY = "S-1-0-0";

function idOf(value: unknown): string {
  const id = logonId(text(value, "logon id"));
  if (id === undefined) throw new WhofluxError("E_SOURCE", "a logon id is no number of 64 bits");
  return id;
}

/** A text that may be null; an empty one is none either. */
function optional(value: unknown, what: string): string | undefined {
  if (value === null || value === undefined) return undefined;
  const found = text(value, what);
  return found === "" ? undefined : found;
}

function timeOf(value: unknown, what: string): bigint | undefined {
  const found = optional(value, what);
  return found === undefined ? undefined : utcMicros(found);
}

/** In an order that does not depend on the answer's, so that of several with one id the same one is taken. */
function sorted<T extends { readonly id: string }>(entries: readonly T[]): T[] {
  const keyed = entries.map((entry) => [keyOf(entry), entry] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, entry]) => entry);
}

function keyOf(entry: object): string {
  return JSON.stringify(entry, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}
