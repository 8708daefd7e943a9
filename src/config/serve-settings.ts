import type { OptionRow } from "../model/option.ts";
import { cron, timeZone } from "./cron.ts";
import { directory, placeForDirectory } from "./file-rules.ts";
import { choice, size, time, wordOr } from "./rules.ts";
import type { Setting } from "./setting.ts";

const moment = wordOr(["off"], cron);

const outputSettings = [
  {
    key: "output.to",
    name: "to",
    value: "WHERE,…",
    repeatable: true,
    help: "where lines go: stdout, influx, or both (default: influx where a URL is given, else stdout)",
    rule: choice(["stdout", "influx"]),
    example: "influx",
  },
] as const satisfies readonly Setting[];

const scheduleSettings = [
  {
    key: "schedule.snapshot",
    name: "snapshot",
    value: "CRON",
    help: "when to tell who is logged in, or off (default: every 10 seconds)",
    rule: moment,
    standard: "*/10 * * * * *",
  },
  {
    key: "schedule.events",
    name: "events",
    value: "CRON",
    help: "when to look for what happened since the last time, or off (default: every 5 seconds)",
    rule: moment,
    standard: "*/5 * * * * *",
  },
  {
    key: "schedule.summary",
    name: "summary",
    value: "CRON",
    help: "when to tell numbers and the health of sources, or off (default: every minute)",
    rule: moment,
    standard: "0 * * * * *",
  },
  {
    key: "schedule.timezone",
    name: "timezone",
    value: "NAME",
    help: "time zone of these moments, as in Europe/Berlin (default: the system's)",
    rule: timeZone,
    example: "UTC",
  },
  {
    key: "schedule.jitter",
    name: "jitter",
    value: "TIME",
    help: "look later than that by a random time up to this one, not all machines at once (default: 0s)",
    rule: time("0s", "1h"),
    standard: "0s",
  },
] as const satisfies readonly Setting[];

const stateSettings = [
  {
    key: "state.directory",
    name: "state-directory",
    value: "DIR",
    help: "where the place in the logs and waiting lines are kept (default: /var/lib/whoflux for root)",
    rule: placeForDirectory,
    example: "/var/lib/whoflux",
  },
  {
    key: "spool.max_size",
    name: "spool-size",
    value: "SIZE",
    help: "disk for lines that wait, of samples and of events each (default: 256MiB)",
    rule: size("16MiB", "1TiB"),
    standard: "256MiB",
  },
  {
    key: "spool.max_age",
    name: "spool-age",
    value: "TIME",
    help: "drop lines that have waited longer, as in 30d, or none: never (default)",
    rule: wordOr(["none"], time("1m", "36500d")),
    standard: "none",
  },
  {
    key: "spool.sync",
    name: "spool-sync",
    value: "WHICH",
    help: "what survives a power cut: events (default), always: samples too, never: neither",
    rule: choice(["events", "always", "never"]),
    standard: "events",
  },
] as const satisfies readonly Setting[];

/** What a row of an option table becomes in the file. */
type Placed = Omit<Setting, keyof OptionRow>;

/**
 * Every setting of the daemon but those of the server, in the order of the sample.
 *
 * @param looking rows of `collect` for what is looked at, which keep their words; those that are no settings are left out
 * @param sources names that `--source` takes
 */
export function serveSettings(looking: readonly OptionRow[], sources: readonly string[]): readonly Setting[] {
  const row = (name: string, placed: Placed): Setting => {
    const found = looking.find((option) => option.name === name);
    if (found === undefined) throw new Error(`no option ${name}`);
    return { ...found, ...placed };
  };
  return [
    ...outputSettings,
    ...scheduleSettings,
    row("root", { key: "machine.root", rule: directory, standard: "/" }),
    row("source", { key: "machine.source", rule: choice(sources), example: "utmp,logind" }),
    row("powershell", { key: "machine.powershell", example: "/usr/bin/pwsh" }),
    row("all", { key: "machine.all", standard: "false" }),
    row("host", { key: "machine.host", example: "server1.example" }),
    row("user", { key: "select.user", example: "!backup" }),
    row("from", { key: "select.from", example: "192.0.2.0/24" }),
    row("line", { key: "select.line", example: "pts/*" }),
    {
      key: "events.backfill",
      name: "backfill",
      value: "TIME",
      help: "at the first start, also what happened before it: none (default), all, or the last 30d",
      rule: wordOr(["none", "all"], time("1s", "36500d")),
      standard: "none",
    },
    row("failed-names", {
      key: "events.failed_names",
      rule: choice(["known", "hash", "all", "none"]),
      standard: "known",
    }),
    ...stateSettings,
  ];
}
