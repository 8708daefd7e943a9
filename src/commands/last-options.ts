import type { Arguments } from "../model/arguments.ts";
import { WhofluxError } from "../model/error.ts";
import type { OptionRow } from "../model/option.ts";

/** The options of `whoflux read --format last`, with the letters that `last` has for them. */
export const lastOptions = [
  { name: "full-times", short: "F", help: "last: full times, of logins and of what ended them" },
  { name: "full-names", short: "w", help: "last: users and hosts as long as they are" },
  { name: "system", short: "x", help: "last: shutdowns, run levels and changes of the clock too" },
  { name: "ip", short: "i", help: "last: addresses in place of hosts" },
  { name: "hostlast", short: "a", help: "last: hosts at the end of the line" },
  { name: "nohostname", short: "R", help: "last: no hosts" },
  { name: "time-format", value: "NAME", help: "last: notime, short (default), full or iso" },
] as const satisfies readonly OptionRow[];

/** Throws E_USAGE when a command line without `--format last` has an option that only that format takes. */
export function refuseLastOptions({ switches, values }: Arguments): void {
  const given = lastOptions.find(({ name }) => switches.has(name) || values.has(name));
  if (given === undefined) return;
  throw new WhofluxError("E_USAGE", `\`--${given.name}\` is for one format`, { cure: "add `--format last`" });
}
