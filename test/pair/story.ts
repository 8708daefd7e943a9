import { type WriterRecord, writeRecords } from "../kit/utmp-writer.ts";

//  A login history for people to read, one record a line:
//
//    08:00:00        boot 6.1.0              03-02 08:00:00.25  login alice pts/0 #100 @192.0.2.1 addr=192.0.2.1
//    08:01:00        getty tty1 #20          08:05:00           logout pts/0 #100 type=EMPTY
//
//  The date is 03-01 of 2026 unless it is written, `#` begins a pid, `@` a host; `name=value` sets any field at all.

/** What a verb writes, from the words behind it. */
const verbs: Readonly<Record<string, (...words: string[]) => WriterRecord>> = {
  boot: (host) => ({ type: "BOOT_TIME", line: "~", id: "~~", user: "reboot", host }),
  shutdown: (host) => ({ type: "RUN_LVL", line: "~", id: "~~", user: "shutdown", host }),
  runlevel: (level = "") => ({ type: "RUN_LVL", line: "~", id: "~~", user: "runlevel", pid: level.charCodeAt(0) }),
  login: (user, line) => ({ type: "USER_PROCESS", user, line, id: line?.slice(-4) }),
  logout: (line) => ({ type: "DEAD_PROCESS", line }),
  getty: (line) => ({ type: "LOGIN_PROCESS", user: "LOGIN", line }),
  init: (line) => ({ type: "INIT_PROCESS", line }),
  "old-time": () => ({ type: "OLD_TIME", line: "|", user: "date" }),
  "new-time": () => ({ type: "NEW_TIME", line: "{", user: "date" }),
};

/** The records of a history. */
export function recordsOf(story: string): WriterRecord[] {
  const lines = story.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "").map(recordOf);
}

/** The history as a wtmp of Linux. */
export function wtmpOf(story: string): Uint8Array {
  return writeRecords("linux-384-le", recordsOf(story));
}

/** Microseconds since 1970 of a moment as stories write it. */
export function momentOf(moment: string): number {
  const [, date = "03-01", time, fraction = ""] = /^(?:(\d\d-\d\d) )?(\d\d:\d\d:\d\d)(?:\.(\d+))?$/.exec(moment) ?? [];
  const milliseconds = Date.parse(`2026-${date}T${time}Z`);
  if (Number.isNaN(milliseconds)) throw new Error(`no moment: ${moment}`);
  return milliseconds * 1000 + Number(fraction.padEnd(6, "0"));
}

function recordOf(text: string): WriterRecord {
  const [, moment = "", verb = "", rest = ""] = /^((?:\d\d-\d\d )?[\d:.]+) +(\S+) *(.*)$/.exec(text) ?? [];
  const write = verbs[verb];
  if (write === undefined) throw new Error(`no verb in: ${text}`);
  const words = rest.split(" ").filter((word) => word !== "");
  const plain = words.filter((word) => !/^[#@]|=/.test(word));
  return Object.assign({ ...write(...plain), time: momentOf(moment) }, ...words.map(fieldOf)) as WriterRecord;
}

function fieldOf(word: string): WriterRecord {
  if (word.startsWith("#")) return { pid: Number(word.slice(1)) };
  if (word.startsWith("@")) return { host: word.slice(1) };
  const [name = "", value] = word.split(/=(.*)/s);
  return value === undefined ? {} : { [name]: value };
}
