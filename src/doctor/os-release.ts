import { escapeText } from "../model/escape.ts";

/** Which system a root holds, as its os-release says. */
export interface System {
  /** `debian`, `alpine` …; the platform's name where there is no os-release. */
  readonly id: string;
  /** Systems that it is made from. */
  readonly like: readonly string[];
  /** `25.10` as its numbers; absent for a rolling or unfinished release. */
  readonly version?: readonly number[];
  /** For people, safe to show. */
  readonly name: string;
}

const LONGEST_NAME = 60;

/** Reads the lines of an os-release; undefined when they name no system. */
export function parseOsRelease(bytes: Buffer): System | undefined {
  const values = new Map(
    [...bytes.toString("latin1").matchAll(/^([A-Z_]+)=(.*)$/gm)].map(
      ([, key = "", value = ""]) => [key, unquoted(value.trim())] as const,
    ),
  );
  const ids = (key: string): string[] => values.get(key)?.match(/[a-z0-9][a-z0-9._-]*/g) ?? [];
  const [id] = ids("ID");
  if (id === undefined) return undefined;
  const version = /^\d{1,6}(?:\.\d{1,6})*/.exec(values.get("VERSION_ID") ?? "")?.[0];
  const name = Buffer.from((values.get("PRETTY_NAME") ?? id).slice(0, LONGEST_NAME), "latin1");
  return {
    id,
    like: ids("ID_LIKE"),
    ...(version === undefined ? {} : { version: version.split(".").map(Number) }),
    name: escapeText(name),
  };
}

/** A value as a shell would take it: quotes around it, backslashes before what is special. */
function unquoted(value: string): string {
  const [, quote, inside] = /^(["'])(.*)\1$/s.exec(value) ?? [];
  return quote === "'" ? (inside ?? "") : (inside ?? value).replaceAll(/\\(["'$`\\])/g, "$1");
}
