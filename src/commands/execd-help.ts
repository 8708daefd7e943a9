import { execdOptions } from "./execd-options.ts";
import { renderHelp } from "./help.ts";

const notes = `Runs until its standard input ends and answers each line on it, or SIGHUP, SIGUSR1 or SIGUSR2, with line protocol:
who is logged in now (see \`whoflux collect --help\`). Made for Telegraf's execd input.
Exit code 0: asked to end; 2: wrong usage.

  whoflux execd
  whoflux execd --interval 10s --events --state /var/lib/telegraf/whoflux.state
`;

/** The help of `whoflux execd`. */
export function execdHelp(): string {
  return renderHelp("whoflux execd [OPTION…]", execdOptions, notes);
}
