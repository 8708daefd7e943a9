import { renderHelp } from "./help.ts";
import { readOptions } from "./read-options.ts";

const notes = `FILE is a path, a pattern in quotes, or - for standard input; plain, or compressed with gzip, xz, zstd, bzip2 or
lz4. Rotated files are read oldest first. Files that end in .xml, .jsonl, .ndjson or .evtx hold Windows events.
Exit code 0: all was read; 1: some of it was not; 2: wrong usage.

  whoflux read /var/log/wtmp
  whoflux read '/var/log/wtmp*' --since -7d --user alice --format jsonl
  whoflux read evidence/btmp.xz --host web1 --format line-protocol
  whoflux read Security.xml LocalSessionManager.xml --as sessions --people
  whoflux read '/var/log/wtmp*' --as events --to influx --influx-url http://127.0.0.1:8086 --influx-database logins
`;

/** The help of `whoflux read`. */
export function readHelp(): string {
  return renderHelp("whoflux read [OPTION…] FILE…", readOptions, notes);
}
