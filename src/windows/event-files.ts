import { WhofluxError } from "../model/error.ts";

/** What `--layout` says of files that hold Windows events, whatever their names are. */
const EVENTS_LAYOUT = "windows-events";

const named = /\.(?:xml|jsonl|ndjson|evtx)(?:\.(?:gz|xz|zst|bz2|lz4))?$/i;

/**
 * Whether files hold Windows events: by `layout`, or by their names when there is none. Throws E_USAGE when some of them
 * do and some do not: their rows have different columns.
 */
export function areEventFiles(paths: readonly string[], layout: string | undefined): boolean {
  if (layout !== undefined) return layout === EVENTS_LAYOUT;
  const event = paths.find((path) => named.test(path));
  const other = paths.find((path) => !named.test(path));
  if (event === undefined || other === undefined) return event !== undefined;
  throw new WhofluxError("E_USAGE", "Windows events and login files of Unix are not read together", {
    found: `${event}, ${other}`,
    cure: "read them one after the other; `--layout windows-events` is for events in files of other names",
  });
}
