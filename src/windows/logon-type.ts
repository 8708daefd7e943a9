import { logonTypes } from "../model/logon.ts";
import type { LoginType, SessionKind } from "../model/session.ts";

/** What a logon type means in the words of every platform. What it does not tell is missing. */
export interface LogonTypeWords {
  /** Microsoft's own name. */
  readonly logon_type?: (typeof logonTypes)[number];
  readonly login_type?: LoginType;
  readonly kind?: SessionKind;
}

/** The words for a logon type; none for a number that Microsoft has not named. */
export function logonTypeWords(type: number): LogonTypeWords {
  const name = logonTypes[type];
  if (name === undefined || name === "") return {};
  const login = loginTypes.get(type);
  const kind = kinds.get(type);
  return {
    logon_type: name,
    ...(login === undefined ? {} : { login_type: login }),
    ...(kind === undefined ? {} : { kind }),
  };
}

/** Whether somebody sits before such a logon: it has a session of the terminal services, or had one. */
export function isInteractive(type: number): boolean {
  return kinds.get(type) === "console" || kinds.get(type) === "rdp";
}

/** 1 is not used, and nobody knows a proxy (6) in the wild. */
const loginTypes: ReadonlyMap<number, LoginType> = new Map([
  ...[2, 7, 11, 13].map((type) => [type, "interactive"] as const),
  ...[10, 12].map((type) => [type, "rdp"] as const),
  ...[3, 8].map((type) => [type, "remote"] as const),
  ...[0, 4, 5, 9].map((type) => [type, "local"] as const),
]);

const kinds: ReadonlyMap<number, SessionKind> = new Map([
  ...[2, 7, 11, 13].map((type) => [type, "console"] as const),
  ...[10, 12].map((type) => [type, "rdp"] as const),
  ...[3, 8].map((type) => [type, "network"] as const),
  ...[0, 5].map((type) => [type, "service"] as const),
  [4, "batch"],
]);
