import type { OptionRow } from "../model/option.ts";
import { eventOptions } from "./event-options.ts";
import { lastOptions } from "./last-options.ts";
import { readToOptions } from "./read-to-options.ts";

/** The options of `whoflux read`, in the order of its help. */
export const readOptions: readonly OptionRow[] = [
  {
    name: "as",
    value: "WHAT",
    help: "records (default), events (of Windows: default), sessions, each from its login to its end, or summary",
  },
  {
    name: "top",
    value: "N",
    help: "of a summary: so many users, sources, lines and hours, or all (default 10)",
  },
  {
    name: "format",
    short: "f",
    value: "NAME",
    help: "line-protocol, jsonl, json, csv, table, utmpdump, last, car, car-legacy, ossem (default: table or jsonl)",
  },
  {
    name: "since",
    value: "TIME",
    help: "only from this moment on: 2026-01-31, 2026-01-31T12:00Z, today, -7d, @1767225600",
  },
  {
    name: "until",
    value: "TIME",
    help: "only up to this moment and to the last digit of its clock; a date is its midnight",
  },
  {
    name: "user",
    short: "u",
    value: "NAME",
    repeatable: true,
    help: "only this user; * and ? match, ! in front leaves out",
  },
  {
    name: "from",
    value: "HOST",
    repeatable: true,
    help: "only from this host, address or network (192.0.2.0/24); * and ? match, ! leaves out",
  },
  { name: "line", value: "NAME", repeatable: true, help: "only this terminal; * and ? match, ! leaves out" },
  {
    name: "type",
    short: "t",
    value: "NAME",
    repeatable: true,
    help: "only this record type: USER_PROCESS, dead_process, 7",
  },
  { name: "host", value: "NAME", help: "name of the computer that the files are from, put into every row" },
  ...lastOptions,
  ...eventOptions,
  { name: "layout", value: "NAME", help: "take this record layout for granted (windows-events: events of Windows)" },
  {
    name: "explain",
    help: "show what each file is taken for, and the candidates with their scores, instead of records",
  },
  ...readToOptions,
  { name: "strict", help: "stop at the first part of a file that gives no record" },
  { name: "help", short: "h", help: "show this help" },
];
