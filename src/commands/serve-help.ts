import { renderHelp } from "./help.ts";
import { serveOptions } from "./serve-options.ts";

const notes = `Tells on a schedule who is logged in, and follows the logs: to InfluxDB or VictoriaMetrics, through a spool on disk,
so that nothing is lost and nothing doubled; without a server, line protocol on stdout. Every option but these is also
a key of the configuration file and a variable: see \`whoflux config\`.
Signals: SIGTERM and SIGINT end it when the rest is sent, SIGHUP reads the configuration again.
Exit code 0: asked to end, or nobody reads stdout any more; 1: lines were left over (--once); 2: wrong usage or configuration.

  whoflux serve
  whoflux serve --influx-url http://127.0.0.1:8086 --influx-database logins --backfill 30d
  whoflux serve --config /etc/whoflux/whoflux.toml
`;

/** The help of `whoflux serve`. */
export function serveHelp(): string {
  return renderHelp("whoflux serve [OPTION…]", serveOptions, notes);
}
