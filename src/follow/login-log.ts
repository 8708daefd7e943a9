import { Root } from "../sources/rooted.ts";
import { fileUnder, findLogs } from "./logs.ts";
import { fileAt, rotatedFiles } from "./rotated-set.ts";

/** When anything was last written to a log of logins, in µs since 1970: `never` where there is none. */
export type LastWritten = bigint | "never";

/** Later than any moment: what cannot be seen may tell everything. */
const UNKNOWN = 2n ** 63n;

/** When the logs of logins below a root, rotated ones too, were last written; of empty ones nobody knows that they are. */
export function lastWritten(directory: string): LastWritten {
  const root = new Root(directory);
  const { followed, hidden } = findLogs(root, () => false);
  const paths = followed.filter(({ nature }) => nature === "history").map(({ path }) => fileUnder(root, path));
  const files = paths.flatMap((path) => (typeof path === "string" ? filesOf(path) : []));
  const times = files.flatMap((path) => {
    const stats = fileAt(path);
    return stats === undefined || stats.size === 0n ? [] : stats.mtimeNs / 1000n;
  });
  if (times.length === 0) return hidden.length > 0 ? UNKNOWN : "never";
  return times.reduce((latest, time) => (time > latest ? time : latest));
}

/** The write-ahead log of a database is written before it. */
function filesOf(path: string): string[] {
  return [path, `${path}-wal`, ...rotatedFiles(path).map((file) => file.path)];
}
