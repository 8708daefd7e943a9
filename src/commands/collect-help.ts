import { collectOptions } from "./collect-options.ts";
import { renderHelp } from "./help.ts";

const notes = `Says who is logged in now, once. Line protocol holds the sessions (logon_session), their numbers (logon_summary)
and the health of each source (logon_collector). What could not be read is said on stderr.
Exit code 0: something could be read; 1: nothing could; 2: wrong usage.

  whoflux collect
  whoflux collect --format jsonl --user '!backup'
  whoflux collect --events --state /var/lib/telegraf/whoflux.state
`;

/** The help of `whoflux collect`. */
export function collectHelp(): string {
  return renderHelp("whoflux collect [OPTION…]", collectOptions, notes);
}
