import { configOptions } from "./config-options.ts";
import { renderHelp } from "./help.ts";

const notes = `Without options, prints a configuration in which everything is explained and commented out. Options of the command line
go before variables, these before the configuration. Secrets are never shown. No server is asked.
Exit code 0: done, no mistake found; 2: there are mistakes, each on a line of stderr.

  whoflux config > /etc/whoflux/whoflux.toml
  whoflux config --check /etc/whoflux/whoflux.toml
  whoflux config --show
`;

/** The help of `whoflux config`. */
export function configHelp(): string {
  return renderHelp("whoflux config [OPTION…]", configOptions, notes);
}
