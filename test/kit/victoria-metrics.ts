import type { ServerCommand } from "./server.ts";

/** A series as VictoriaMetrics exports it. */
export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly number[];
  /** Milliseconds since 1970. */
  readonly timestamps: readonly number[];
}

/** How to start VictoriaMetrics; samples of one series and one millisecond are one. */
export function victoriaMetrics(file: string): ServerCommand {
  return {
    file,
    ports: 1,
    args: (folder, [http]) => [
      `-storageDataPath=${folder}/data`,
      `-httpListenAddr=127.0.0.1:${http}`,
      "-retentionPeriod=100y",
      "-dedup.minScrapeInterval=1ms",
      "-memory.allowedBytes=256MB",
    ],
    ready: "/health",
  };
}

/** All series of a selector, with what was written just now. */
export async function exported(url: string, match: string): Promise<Series[]> {
  await (await fetch(`${url}/internal/force_flush`)).arrayBuffer();
  const query = new URLSearchParams({ "match[]": match, start: "1", end: "4000000000" });
  const text = await (await fetch(`${url}/api/v1/export?${query}`)).text();
  const rows = text.split("\n").filter((line) => line !== "");
  return rows.map((line) => JSON.parse(line) as Series);
}
