import { parse } from "csv-parse/sync";
import { parseLineProtocol } from "../kit/line-protocol.ts";
import { exported } from "../kit/victoria-metrics.ts";

/** Points as one line each, sorted: measurement, time in nanoseconds, and what is in them by key. */
export function pointsOf(lines: string): string[] {
  return parseLineProtocol(lines)
    .map(({ measurement, tags, fields, timestamp }) => {
      const cells = [...tags, ...[...fields].map(([key, value]) => [key, String(value)] as const)];
      return spelled(measurement, String(timestamp), cells);
    })
    .sort();
}

/** All points of a measurement in InfluxDB 1.x, as pointsOf gives them; exact, for CSV has no numbers. */
export async function pointsInInflux(url: string, database: string, measurement: string): Promise<string[]> {
  const query = new URLSearchParams({ db: database, q: `SELECT * FROM ${measurement}`, epoch: "ns" });
  const answer = await fetch(`${url}/query?${query}`, { headers: { accept: "application/csv" } });
  const rows = parse(await answer.text(), { columns: true }) as Record<string, string>[];
  return rows.map(({ name, tags, time, ...cells }) => spelled(name ?? "", time ?? "", Object.entries(cells))).sort();
}

/** A field of a point as VictoriaMetrics keeps it: each is a series of its own, in milliseconds. */
export function samplesOf(lines: string): string[] {
  return parseLineProtocol(lines)
    .flatMap(({ measurement, tags, fields, timestamp }) =>
      [...fields.keys()].map((field) => spelled(`${measurement}_${field}`, String(timestamp / 1_000_000n), [...tags])),
    )
    .sort();
}

/** All samples of a measurement in VictoriaMetrics, as samplesOf gives them. */
export async function samplesInVictoria(url: string, measurement: string): Promise<string[]> {
  const series = await exported(url, `{__name__=~"${measurement}_.*"}`);
  return series
    .flatMap(({ metric, timestamps }) => {
      const { __name__: name = "", db: _, ...tags } = metric;
      return timestamps.map((time) => spelled(name, String(time), Object.entries(tags)));
    })
    .sort();
}

/** Ordinals keep apart what would be one point, and depend on what else was read; no two moments here are one. */
function spelled(name: string, time: string, cells: readonly (readonly [string, string])[]): string {
  const told = cells
    .filter(([key, value]) => value !== "" && key !== "ordinal")
    .map(([key, value]) => `${key}=${value}`);
  return `${name} ${time} ${told.sort().join(" ")}`;
}
