import { type Answer, textOf } from "./answer.ts";
import { type Destination, type Postponed, postponed } from "./meaning.ts";
import type { InfluxTarget, InfluxVersion } from "./target.ts";

/** What a server is. */
export interface Product {
  readonly version: InfluxVersion;
  /** `InfluxDB 1.6.7`. */
  readonly name: string;
}

/** What a version is called before the server has told more. */
export const productNames: Readonly<Record<InfluxVersion, string>> = {
  "1": "InfluxDB 1.x",
  "2": "InfluxDB 2.x",
  "3": "InfluxDB 3",
  "victoria-metrics": "VictoriaMetrics",
};

/** Answers that say nothing of the server but that it cannot or will not talk now. */
const silent = (status: number): boolean => status === 401 || status === 407 || status === 429 || status >= 500;

/**
 * Finds out what a server is by asking `/ping`, and where that is not enough `/health`. Every InfluxDB tells its version and
 * its build; VictoriaMetrics tells no build, at most the version that it stands in for, and is healthy in two letters. What
 * tells nothing is spoken to in the way that the options are for. Rejects as the asking does.
 */
export async function detectVersion(
  get: (path: string) => Promise<Answer>,
  target: InfluxTarget,
  destination: Destination,
): Promise<Product | Postponed> {
  const ping = await get("/ping");
  const told = versionOf(ping);
  if (told !== undefined && ping.headers["x-influxdb-build"] !== undefined) return told;
  if (told === undefined && (ping.isFromProxy || silent(ping.status)))
    return postponed(ping, textOf(ping), destination);
  const health = await get("/health");
  if (health.status === 200 && health.body.trim() === "OK" && told?.version !== "3") return victoria;
  return (
    versionOf(health) ?? told ?? productOf(target.bucket !== undefined && target.database === undefined ? "2" : "1")
  );
}

const victoria: Product = { version: "victoria-metrics", name: productNames["victoria-metrics"] };

function productOf(version: InfluxVersion): Product {
  return { version, name: "a server for line protocol" };
}

/** The version in InfluxDB's header, or in the JSON of its page. */
function versionOf({ headers, body }: Answer): Product | undefined {
  const header = headers["x-influxdb-version"];
  const told = typeof header === "string" ? header : /"version"\s*:\s*"([^"]{1,60})"/.exec(body)?.[1];
  const [, number = "", major = ""] = /^v?((\d+)\.[\w.~+-]{1,40})$/.exec(told ?? "") ?? [];
  return major === "1" || major === "2" || major === "3"
    ? { version: major, name: `InfluxDB ${number.replace(/[~-].*$/, "")}` }
    : undefined;
}
