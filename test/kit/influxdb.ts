import * as assert from "uvu/assert";
import type { ServerCommand } from "./server.ts";

/** A row of an answer, by column. */
export type InfluxRow = Readonly<Record<string, unknown>>;

/** How to start InfluxDB 1.x; `more` are variables such as INFLUXDB_HTTP_AUTH_ENABLED. */
export function influxdb(file: string, more: Readonly<Record<string, string>> = {}): ServerCommand {
  return {
    file,
    ports: 2,
    args: () => ["run"],
    env: (folder, [http, rpc]) => ({
      HOME: folder,
      INFLUXDB_REPORTING_DISABLED: "true",
      INFLUXDB_META_DIR: `${folder}/meta`,
      INFLUXDB_DATA_DIR: `${folder}/data`,
      INFLUXDB_DATA_WAL_DIR: `${folder}/wal`,
      INFLUXDB_BIND_ADDRESS: `127.0.0.1:${rpc}`,
      INFLUXDB_HTTP_BIND_ADDRESS: `127.0.0.1:${http}`,
      ...more,
    }),
    ready: "/ping",
  };
}

/** Makes a database on a server. */
export async function createDatabase(url: string, name: string): Promise<void> {
  await post(`${url}/query`, new URLSearchParams({ q: `CREATE DATABASE ${name}` }), 200);
}

/** Rows of all series that a query gives, times in nanoseconds. Throws with the server's words. */
export async function influxRows(url: string, database: string, q: string): Promise<InfluxRow[]> {
  const answer = await fetch(`${url}/query?${new URLSearchParams({ db: database, q, epoch: "ns" })}`);
  const body = (await answer.json()) as {
    readonly results: readonly [
      {
        readonly error?: string;
        readonly series?: readonly { tags?: InfluxRow; columns: string[]; values: unknown[][] }[];
      },
    ];
  };
  const [{ error, series = [] }] = body.results;
  if (error !== undefined) throw new Error(error);
  return series.flatMap(({ tags, columns, values }) =>
    values.map((row) => ({ ...tags, ...Object.fromEntries(columns.map((column, index) => [column, row[index]])) })),
  );
}

/** Sends a request and holds the server to an answer. */
export async function post(url: string, body: string | URLSearchParams, status: number): Promise<void> {
  const answer = await fetch(url, { method: "POST", body });
  assert.is(answer.status, status, await answer.text());
}
