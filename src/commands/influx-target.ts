import type { Settled } from "../config/layers.ts";
import { readText, reasonOf } from "../config/read-text.ts";
import { secretIn } from "../config/secrets.ts";
import { millisecondsOf } from "../model/duration.ts";
import { WhofluxError } from "../model/error.ts";
import type { Word } from "../model/word.ts";
import { type InfluxTarget, influxVersions } from "../sinks/influx/target.ts";
import { serverTls } from "../sinks/influx/tls.ts";
import { influxConflicts } from "./influx-conflicts.ts";
import { outputsOf } from "./outputs.ts";
import { refuseAll } from "./refuse-all.ts";

/** Chains of certificates are some kilobytes. */
const MOST_PEM_BYTES = 4 * 1024 * 1024;

/** A server as settings describe it, or why they do not describe one. */
export interface TargetReading {
  /** Absent: lines go elsewhere, or there are problems. */
  readonly target?: InfluxTarget;
  readonly problems: readonly WhofluxError[];
  /** What is not wrong and not wise either. */
  readonly words: readonly Word[];
}

/** The server that lines go to; undefined when they do not go to any. Throws E_USAGE; several problems are said first. */
export function influxTargetOf(settled: Settled, say: (word: Word) => void): InfluxTarget | undefined {
  const { target, problems, words } = readTarget(settled);
  refuseAll(problems);
  for (const word of words) say(word);
  return target;
}

/**
 * Reads the server out of settings: what can be known of it without asking it, secrets and certificates among that. What
 * is wrong with the settings themselves comes first.
 */
export function readTarget(settled: Settled): TargetReading {
  const problems = [...settled.problems, ...(isMeant(settled) ? addressed(settled) : withoutAddress(settled))];
  const [url] = settled.values.get("influx-url") ?? [];
  if (url === undefined || !isMeant(settled) || problems.length > 0) return { problems, words: [] };
  const words: Word[] = [];
  const target = attempt(settled, url, problems, words);
  if (problems.length === 0) problems.push(...tlsProblems(settled, target));
  return problems.length > 0 ? { problems, words: [] } : { target, problems, words: [...words, ...inTheClear(target)] };
}

/** Also where the address is wrong: then that is the mistake, and not that lines would go to stdout. */
function isMeant(settled: Settled): boolean {
  const isOpen = settled.where("to") === undefined;
  return outputsOf(settled).includes("influx") || (isOpen && settled.where("influx-url") !== undefined);
}

function addressed(settled: Settled): readonly WhofluxError[] {
  const missing = settled.where("influx-url") === undefined ? [noAddress(settled.where("to") ?? "--to")] : [];
  return [...missing, ...influxConflicts(settled)];
}

function attempt(settled: Settled, url: string, problems: WhofluxError[], words: Word[]): InfluxTarget {
  const { values, where } = settled;
  const one = (name: string): string | undefined => values.get(name)?.[0];
  const given = (key: string, text: string | undefined): object => (text === undefined ? {} : { [key]: text });
  const file = (name: string, read: (path: string, where: string) => string): string | undefined => {
    const path = one(name);
    try {
      return path === undefined ? undefined : read(path, where(name) ?? `--${name}`);
    } catch (error) {
      if (!(error instanceof WhofluxError)) throw error;
      problems.push(error);
      return undefined;
    }
  };
  const secret = (path: string, sayer: string): string => {
    const { text, isOpenToAll } = secretIn(path, sayer);
    if (isOpenToAll && process.platform !== "win32") words.push(openToAll(path));
    return text;
  };
  return {
    url,
    version: [...influxVersions, "auto" as const].find((known) => known === one("influx-version")) ?? "auto",
    ...given("database", one("influx-database")),
    ...given("retentionPolicy", one("influx-retention-policy")),
    ...given("org", one("influx-org")),
    ...given("bucket", one("influx-bucket")),
    ...given("token", one("influx-token") ?? file("influx-token-file", secret)),
    ...given("user", one("influx-user")),
    ...given("password", one("influx-password") ?? file("influx-password-file", secret)),
    tls: {
      ...given("ca", file("influx-ca-file", pemIn)),
      ...given("certificate", file("influx-certificate-file", pemIn)),
      ...given("key", file("influx-key-file", pemIn)),
    },
    ...given("proxy", one("influx-proxy")),
    compression: one("influx-compression") === "none" ? "none" : "gzip",
    timeout: millisecondsOf(one("influx-timeout") ?? "") ?? 10_000,
  };
}

function pemIn(path: string, where: string): string {
  try {
    return readText(path, MOST_PEM_BYTES).text;
  } catch (error) {
    throw new WhofluxError("E_USAGE", "its file cannot be read", { path: where, found: reasonOf(error) });
  }
}

/** What Node says of certificates, told of whoever named them. */
function tlsProblems({ where }: Settled, target: InfluxTarget): readonly WhofluxError[] {
  try {
    if (target.url.startsWith("https:")) serverTls(target);
    return [];
  } catch (error) {
    if (!(error instanceof WhofluxError)) throw error;
    const path = where((error.path ?? "").replace("--", "")) ?? error.path ?? "--influx-url";
    return [new WhofluxError(error.code, error.problem, { ...error.facts, path })];
  }
}

/** Something is said of a server, and nothing of where it is: who wrote that does not want lines on stdout. */
function withoutAddress(settled: Settled): readonly WhofluxError[] {
  if (settled.values.has("influx-url") || settled.where("to") !== undefined) return [];
  const names = [
    "influx-version",
    "influx-database",
    "influx-org",
    "influx-bucket",
    "influx-token",
    "influx-token-file",
  ];
  const said = [...names, "influx-user"].map((name) => settled.where(name)).find((where) => where !== undefined);
  return said === undefined ? [] : [noAddress(said)];
}

function noAddress(path: string): WhofluxError {
  return new WhofluxError("E_USAGE", "means nothing without the address of a server", {
    path,
    cure: "give `--influx-url`, WHOFLUX_INFLUX_URL or url in [influx], or `--to stdout`",
  });
}

function openToAll(path: string): Word {
  return { level: "W", about: path, text: `${path}: every user of this machine can read this secret; chmod o-r it` };
}

function inTheClear({ url, token, password }: InfluxTarget): readonly Word[] {
  const { protocol, hostname } = new URL(url);
  const isSecret = token !== undefined || password !== undefined;
  if (!isSecret || protocol === "https:" || /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) return [];
  const secret = token === undefined ? "password" : "token";
  return [{ level: "W", about: url, text: `${url}: the ${secret} goes over the network in the clear; use https://` }];
}
