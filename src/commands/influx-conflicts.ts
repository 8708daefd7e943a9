import { influxSettings } from "../config/influx-settings.ts";
import type { Settled } from "../config/layers.ts";
import { type Setting, variableOf } from "../config/setting.ts";
import { WhofluxError } from "../model/error.ts";

/** Two settings, by their flags, of which only one may be there. */
const oneOf = [
  ["influx-token", "influx-token-file"],
  ["influx-password", "influx-password-file"],
  ["influx-token", "influx-user"],
  ["influx-token-file", "influx-user"],
] as const;

/** A setting that means nothing without another one, or without one of several. */
const needs: readonly (readonly [name: string, others: readonly string[]])[] = [
  ["influx-user", ["influx-password", "influx-password-file"]],
  ["influx-password", ["influx-user"]],
  ["influx-password-file", ["influx-user"]],
  ["influx-org", ["influx-bucket"]],
  ["influx-retention-policy", ["influx-database"]],
  ["influx-certificate-file", ["influx-key-file"]],
  ["influx-key-file", ["influx-certificate-file"]],
];

/** What a version that is named must be told, by some of these, and what it does not have. */
const versions: Readonly<Record<string, { readonly needs: readonly string[]; readonly lacks: readonly string[] }>> = {
  "1": { needs: ["influx-database"], lacks: ["influx-org", "influx-bucket"] },
  "2": { needs: ["influx-bucket", "influx-database"], lacks: [] },
  "3": { needs: ["influx-database", "influx-bucket"], lacks: ["influx-org", "influx-retention-policy"] },
  "victoria-metrics": { needs: [], lacks: ["influx-org", "influx-retention-policy"] },
};

/** What settings of the server cannot be meant together. Names are told as whoever said them wrote them. */
export function influxConflicts(settled: Settled): readonly WhofluxError[] {
  return [...together(settled), ...alone(settled), ...ofVersion(settled), ...ofTransport(settled)];
}

function together({ where }: Settled): readonly WhofluxError[] {
  return oneOf.flatMap(([one, other]) => {
    const [path, second] = [where(one), where(other)];
    if (path === undefined || second === undefined) return [];
    return [conflict(path, `cannot be there together with ${second}`, "leave one of them out")];
  });
}

function alone({ where }: Settled): readonly WhofluxError[] {
  return needs.flatMap(([name, others]) => {
    const path = where(name);
    if (path === undefined || others.some((other) => where(other) !== undefined)) return [];
    return [conflict(path, `means nothing without ${named(others, path)}`, "give both, or neither")];
  });
}

function ofVersion({ values, where }: Settled): readonly WhofluxError[] {
  const version = values.get("influx-version")?.[0] ?? "auto";
  const known = Object.hasOwn(versions, version) ? versions[version] : undefined;
  const path = where("influx-version") ?? "--influx-version";
  if (known === undefined) return [];
  const problems = known.lacks.flatMap((name) => {
    const second = where(name);
    return second === undefined
      ? []
      : [conflict(second, `means nothing to version ${version}, which ${path} names`, "leave one of them out")];
  });
  const isTold = known.needs.length === 0 || known.needs.some((name) => where(name) !== undefined);
  if (!isTold) problems.push(conflict(path, `version ${version} needs ${named(known.needs, path)}`, "give it too"));
  const isWithoutOrg = version === "2" && where("influx-bucket") !== undefined && where("influx-org") === undefined;
  if (isWithoutOrg)
    problems.push(conflict(path, `version 2 needs ${named(["influx-org"], path)} beside the bucket`, "give it too"));
  return problems;
}

/** Certificates that nobody would ask for are a sign that the address is not what was meant. */
function ofTransport({ values, where }: Settled): readonly WhofluxError[] {
  const addresses = [values.get("influx-url")?.[0], values.get("influx-proxy")?.[0]];
  const [isSecure, isProxySecure] = addresses.map((address) => /^https:/i.test(address ?? ""));
  const unused = isSecure ? [] : ["influx-certificate-file", ...(isProxySecure ? [] : ["influx-ca-file"])];
  return unused.flatMap((name) => {
    const path = where(name);
    if (path === undefined || addresses[0] === undefined) return [];
    return [conflict(path, "is for https:// and the address is http://", "change the address, or leave it out")];
  });
}

/** Names of settings, as whoever is at `path` would write them; what has no flag, as a variable. */
function named(names: readonly string[], path: string): string {
  const isFlag = path.startsWith("--");
  const isVariable = /^WHOFLUX_[A-Z_]+$/.test(path);
  const all: readonly Setting[] = influxSettings;
  return all
    .filter(({ name }) => names.includes(name))
    .map((setting) => {
      if (isFlag && !setting.isWithoutFlag) return `\`--${setting.name}\``;
      return isFlag || isVariable ? variableOf(setting) : setting.key;
    })
    .join(" or ");
}

function conflict(path: string, problem: string, cure: string): WhofluxError {
  return new WhofluxError("E_USAGE", problem, { path, cure });
}
