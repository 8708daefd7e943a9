import type { OptionRow } from "../model/option.ts";
import { machineOptions } from "./machine-options.ts";

/** Options that `collect` and `execd` share: what is looked at, and what of it is wanted. */
export const lookingOptions = [
  ...machineOptions,
  {
    name: "all",
    help: "also sessions that are closing, entries whose process is gone, and the logons of Windows itself",
  },
  { name: "user", short: "u", value: "NAME", repeatable: true, help: "only this user; * and ? match, ! leaves out" },
  {
    name: "from",
    value: "HOST",
    repeatable: true,
    help: "only from this host, address or network (192.0.2.0/24); * and ? match, ! leaves out",
  },
  { name: "line", value: "NAME", repeatable: true, help: "only this terminal; * and ? match, ! leaves out" },
  { name: "host", value: "NAME", help: "name of this computer, put into every row (Telegraf adds its own)" },
  { name: "events", help: "also what happened since the last time: logins, failed logins, logouts, boots" },
  { name: "state", value: "FILE", help: "where the place in the logs is kept from run to run" },
  {
    name: "failed-names",
    value: "WHICH",
    help: "names in failed logins, which may be mistyped passwords: known (default: accounts), hash, all, none",
  },
] as const satisfies readonly OptionRow[];

/** The options of `whoflux collect`, in the order of its help. */
export const collectOptions = [
  {
    name: "format",
    short: "f",
    value: "NAME",
    help: "line-protocol, jsonl, json, csv or table (default: table on a terminal, else line-protocol)",
  },
  {
    name: "as",
    value: "WHAT",
    help: "sessions, summary, collector or events (default: all in line-protocol, else sessions)",
  },
  ...lookingOptions,
  { name: "help", short: "h", help: "show this help" },
] as const satisfies readonly OptionRow[];
