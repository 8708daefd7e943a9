import { findPlaces } from "../sources/places.ts";
import type { Custom } from "./custom.ts";
import type { Verdict } from "./diagnosis.ts";
import type { FileFinding } from "./file-finding.ts";
import { type Look, lookAt } from "./look.ts";
import { type Holding, places } from "./places.ts";

/** Looks at every login file that exists, and tells which ones should. */
export async function findFiles(look: Look, holds: Holding, custom: Custom): Promise<FileFinding[]> {
  const paths = places.filter((place) => place.holds === holds).map(({ path }) => path);
  const found: FileFinding[] = [];
  for (const place of findPlaces(look.root, paths)) {
    const { status, ...sight } = await lookAt(look, place);
    found.push({ holds, path: place.path, status, ...sight });
  }
  return [...found, ...missing(found, holds, custom)];
}

/** What a system should have: of one that we only guess at, anything will do. */
function missing(found: readonly FileFinding[], holds: Holding, { keeps, certainty }: Custom): FileFinding[] {
  const { paths, note, cure } = keeps[holds];
  const [path] = paths;
  const isThere = certainty === "known" ? found.some((file) => paths.includes(file.path)) : found.length > 0;
  if (path === undefined || isThere) return [];
  const problem = note ?? "does not exist";
  return [{ holds, path, status: "missing", problem, ...(cure === undefined ? {} : { cure }) }];
}

/**
 * Whether something can be read. What is empty can, for nothing has happened yet; but not where another file that should
 * tell cannot be read, or is not there.
 */
export function fileVerdict(found: readonly FileFinding[], what: Holding, { keeps }: Custom): Verdict {
  const [worst] = found.filter(({ status }) => !["ok", "partial", "empty"].includes(status));
  const readable = found.filter(({ status }) => status === "ok" || status === "partial" || worst === undefined);
  if (readable.length > 0) return { what, can: true, from: readable.map(({ path }) => path) };
  const why = worst === undefined ? (keeps[what].note ?? "nothing is kept here") : `${worst.path} is ${worst.status}`;
  return { what, can: false, from: [], why };
}
