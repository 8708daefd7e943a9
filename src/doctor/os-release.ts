import { escapeText } from "../model/escape.ts";
import type { Root } from "../sources/rooted.ts";
import { rootBytes } from "./root-bytes.ts";

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

/** os-release(5), in the order of its manual. */
const files = ["/etc/os-release", "/usr/lib/os-release"];
/** It has some twenty short lines; more is something else. */
const MOST_BYTES = 64 * 1024;
const LONGEST_NAME = 60;

/** Reads which system a root holds; undefined when it does not say. */
export function readSystem(root: Root): System | undefined {
  for (const file of files) {
    const system = parseOsRelease(rootBytes(root, file, MOST_BYTES));
    if (system !== undefined) return system;
  }
  return undefined;
}

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
