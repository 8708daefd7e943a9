//  What `quser` prints, in whatever language Windows speaks. Columns from 0, as measured on outputs of five languages:
//
//   0  1         22  23               40..44  46       54      65
//  ┌──┬────────────┬──────────────────┬──────┬────────┬───────┬─────────────────┐
//  │> │ user       │ session name     │   ID │ state  │ idle  │ logon time      │
//  └──┴────────────┴──────────────────┴──────┴────────┴───────┴─────────────────┘
//
//  `>` marks the caller's own. The session name is empty while disconnected. The ID ends at column 43, or one column to
//  the left where the text has lost its first; a long name moves all that is behind it, and where names are wide (CJK)
//  nobody knows what counts as a column. So the ID is looked for where it should be, and then by what stands behind it.
//  State, "none" and dates are localized: no word of them is interpreted.

import { known } from "../known.ts";
import { believedIdle, type Entries, type Seat } from "./evidence.ts";

/** Reads what `quser` printed, whatever it is; lines that are no session are counted, but for the header. */
export function parseQuser(lines: readonly string[]): Entries<Seat> {
  const told = lines.map((line) => line.replaceAll(/[\r\n\0]/g, "")).filter((line) => line.trim() !== "");
  const rows = told.map((line) => columnsOf(line) ?? wordsOf(line));
  const entries = rows.filter((row) => row !== undefined).map(seatOf);
  const headers = rows.length > 0 && rows[0] === undefined ? 1 : 0;
  return { entries, skipped: rows.length - entries.length - headers };
}

interface Row {
  readonly user: string;
  /** Empty while disconnected. */
  readonly station: string;
  readonly session: number;
  /** State, idle time and date. */
  readonly rest: string;
}

function seatOf({ user, station, session, rest }: Row): Seat {
  const name = station === "" ? undefined : station.toLowerCase();
  const idle = idleSeconds(rest);
  return known<Seat>({
    sources: ["quser"],
    session,
    name: user,
    station: name,
    state: name === undefined ? "disconnected" : "active",
    idle: idle === undefined ? undefined : believedIdle(idle, name),
  });
}

const USER = 1;
const STATION = 23;
const ID_END = 43;

/** A row whose ID ends where it should, or one column beside; undefined when its names do not keep their columns. */
function columnsOf(line: string): Row | undefined {
  for (const { 0: id, index } of line.matchAll(/(?<!\S)\d{1,9}(?!\S)/g)) {
    const moved = index + id.length - 1 - ID_END;
    if (moved < -1 || moved > 1) continue;
    const start = Math.max(USER + moved, 0);
    const mark = start === 0 ? " " : (line[start - 1] ?? "");
    const user = line
      .slice(start, STATION + moved)
      .replace(/^>/, "")
      .trim();
    const station = line.slice(STATION + moved, index).trim();
    const isWhole = line[STATION + moved - 1] === " " && (mark === " " || mark === ">");
    if (!isWhole || user === "" || /\s/.test(station)) return undefined;
    return { user, station, session: Number(id), rest: line.slice(index + id.length).trim() };
  }
  return undefined;
}

/** What a window station is called: before the computer itself, or a listener's name and a number. */
const stationName = /^(?:console|\S+#\d+)$/i;

/** A row whose names have moved its columns: the first number behind a name that a state, an idle time and a date follow. */
function wordsOf(line: string): Row | undefined {
  const words = line.trim().replace(/^>/, "").trim().split(/\s+/);
  const at = words.findIndex((word, index) => index > 0 && /^\d{1,9}$/.test(word) && isRest(words.slice(index + 1)));
  if (at < 0) return undefined;
  const before = words[at - 1] ?? "";
  const hasStation = at > 1 && stationName.test(before);
  return {
    user: words.slice(0, hasStation ? at - 1 : at).join(" "),
    station: hasStation ? before : "",
    session: Number(words[at]),
    rest: words.slice(at + 1).join(" "),
  };
}

function isRest([state = "", idle = "", date = ""]: readonly string[]): boolean {
  return !/\d/.test(state) && state !== "" && (idlePattern.test(idle) || !/\d/.test(idle)) && /\d/.test(date);
}

/** `.` is under a minute; minutes; hours and minutes; days, hours and minutes. */
const idlePattern = /^(?:\.|(?:(?:(\d{1,6})\+)?(\d{1,6}):)?(\d{1,6}))$/;

/** The idle time in what stands behind the ID; undefined where there is a word instead. */
function idleSeconds(rest: string): number | undefined {
  const words = rest.split(/\s+/);
  const at = words.findIndex((word, index) => index > 0 && /^\.$|\d/.test(word));
  const [, days = "0", hours = "0", minutes = "0"] = idlePattern.exec(words[at] ?? "no time") ?? [];
  // A number that no date follows is the beginning of the date itself.
  if (!idlePattern.test(words[at] ?? "") || !/\d/.test(words[at + 1] ?? "")) return undefined;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60;
}
