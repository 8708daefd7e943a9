import { escapeText } from "../../model/escape.ts";

/** Whom an event is about. What it does not say is missing. */
export interface Account {
  readonly name?: string;
  readonly domain?: string;
  readonly sid?: string;
}

/** An account of the three values events have; `-`, the empty text and the SID of nobody say nothing. */
export function accountOf(name: string | undefined, domain: string | undefined, sid: string | undefined): Account {
  const account: { name?: string; domain?: string; sid?: string } = {};
  if (name !== undefined && name !== "" && name !== "-") account.name = name;
  if (domain !== undefined && domain !== "" && domain !== "-") account.domain = domain;
  if (sid !== undefined && sid !== "" && sid !== "-" && sid !== NOBODY) account.sid = sid;
  return account;
}

const NOBODY = "S-1-0-0";

/** An account as one text, `DOMAIN\name`, as the terminal services write it. */
export function accountOfText(text: string | undefined): Account {
  const at = text?.indexOf("\\") ?? -1;
  return at < 0 ? accountOf(text, undefined, undefined) : accountOf(text?.slice(at + 1), text?.slice(0, at), undefined);
}

/**
 * `DOMAIN\name`, or the name alone, each in its visible form. The separator is the one backslash that begins no escape:
 * a name that would make one of it (`x0a`) has its first letter escaped.
 */
export function accountText({ name, domain }: Account): string | undefined {
  if (name === undefined) return undefined;
  const visible = escapeText(name).replace(/^(?:x(?=[0-9a-f]{2})|u(?=\{))/, (letter) =>
    letter === "x" ? "\\x78" : "\\x75",
  );
  return domain === undefined ? visible : `${escapeText(domain)}\\${visible}`;
}

/**
 * Whether two events mean one account: by SID where both have one, else by name, upper and lower case alike, and by domain
 * where both have one. Who has neither SID nor name is nobody's match.
 */
export function isSameAccount(one: Account, other: Account): boolean {
  if (one.sid !== undefined && other.sid !== undefined) return one.sid === other.sid;
  if (!isSameText(one.name, other.name)) return false;
  return one.domain === undefined || other.domain === undefined || isSameText(one.domain, other.domain);
}

/** Whether an account is named at all. */
export function isNamed({ name, sid }: Account): boolean {
  return name !== undefined || sid !== undefined;
}

/** Whether two texts are there and alike, upper and lower case aside. */
export function isSameText(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return one === other || (one.length === other.length && one.toLowerCase() === other.toLowerCase());
}
