/** Which dialect of the write API a server speaks. */
export const influxVersions = ["1", "2", "3", "victoria-metrics"] as const;

export type InfluxVersion = (typeof influxVersions)[number];

/** Where lines go, and how: what the options `--influx-*` say, with secrets read. */
export interface InfluxTarget {
  /** `http:` or `https:`, host, port, and the path before the API's own, if any. */
  readonly url: string;
  readonly version: InfluxVersion | "auto";
  /** 1.x, 3.x; VictoriaMetrics makes a label of it. */
  readonly database?: string;
  /** 1.x. */
  readonly retentionPolicy?: string;
  /** 2.x. */
  readonly org?: string;
  readonly bucket?: string;
  readonly token?: string;
  readonly user?: string;
  readonly password?: string;
  /** PEM texts. */
  readonly tls: { readonly ca?: string; readonly certificate?: string; readonly key?: string };
  /** URL of a web proxy, perhaps with user and password. */
  readonly proxy?: string;
  readonly compression: "gzip" | "none";
  /** Milliseconds for a whole request, from connecting to the last byte of the answer. */
  readonly timeout: number;
}
