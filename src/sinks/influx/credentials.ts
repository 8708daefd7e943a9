import type { InfluxTarget, InfluxVersion } from "./target.ts";

/**
 * What the `Authorization` header says; undefined: nothing is known. A token goes first. Before the version is known it is
 * sent as `Token`, which every server that has tokens understands.
 */
export function authorization(target: InfluxTarget, version?: InfluxVersion): string | undefined {
  const { token, user, password = "" } = target;
  if (token !== undefined) {
    return version === "3" || version === "victoria-metrics" ? `Bearer ${token}` : `Token ${token}`;
  }
  return user === undefined ? undefined : basic(user, password);
}

/** User and password as a header has them. */
export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}
