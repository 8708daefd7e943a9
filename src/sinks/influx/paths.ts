import type { InfluxTarget, InfluxVersion } from "./target.ts";

/** The path and query that lines are posted to, and where that is in words; or the option that is missing. */
export type WritePath =
  | { readonly path: string; readonly place: string }
  | { readonly missing: string; readonly cure: string };

const noDatabase: WritePath = { missing: "the server needs the name of a database", cure: "give --influx-database" };
const noBucket: WritePath = { missing: "the server needs the name of a bucket", cure: "give --influx-bucket" };

/**
 * Where a server of some version takes lines. Names are for the version's own way of writing first; a bucket alone goes to
 * the second version's path, which 1.8, 3 and VictoriaMetrics have too, and a database alone to the first's on 2.x.
 */
export function writePath(version: InfluxVersion, target: InfluxTarget): WritePath {
  return paths[version](target);
}

const paths: Readonly<Record<InfluxVersion, (target: InfluxTarget) => WritePath>> = {
  "1": (target) => firstPath(target) ?? secondPath(target) ?? noDatabase,
  "2": (target) => secondPath(target) ?? firstPath(target) ?? noBucket,
  "3": (target) => thirdPath(target) ?? noDatabase,
  // A label of every point, and not needed: without it there is none.
  "victoria-metrics": (target) =>
    firstPath(target) ?? secondPath(target) ?? { path: `/write?${query({ precision: "ns" })}`, place: "no database" },
};

function firstPath({ database, retentionPolicy }: InfluxTarget): WritePath | undefined {
  if (database === undefined) return undefined;
  const place = retentionPolicy === undefined ? "" : `, retention policy ${retentionPolicy}`;
  return {
    path: `/write?${query({ db: database, rp: retentionPolicy, precision: "ns" })}`,
    place: `database ${database}${place}`,
  };
}

function secondPath({ org, bucket }: InfluxTarget): WritePath | undefined {
  if (bucket === undefined) return undefined;
  return { path: `/api/v2/write?${query({ org, bucket, precision: "ns" })}`, place: `bucket ${bucket}` };
}

/** The precision is told, or the server would guess it from the number; what can be stored of a request is. */
function thirdPath({ database, bucket }: InfluxTarget): WritePath | undefined {
  const db = database ?? bucket;
  if (db === undefined) return undefined;
  return {
    path: `/api/v3/write_lp?${query({ db, precision: "nanosecond", accept_partial: "true" })}`,
    place: `database ${db}`,
  };
}

function query(names: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(names)
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encodeURIComponent(value)}`))
    .join("&");
}
