import type { WindowsEvent } from "../../../src/windows/events/event.ts";
import { type EventKind, eventKinds, type Words } from "./event-kinds.ts";

//  A history of Windows for people to read, one event a line:
//
//    08:00:00.25  4624 user=CORP\anna type=2 id=0x512d1        03-02 08:00:01  lsm21 user=CORP\anna ts=1 @pc8
//
//  The date is 03-01 of 2026 unless it is written, `@` begins the computer (pc7 otherwise; all are in corp.example),
//  `record=` sets the number, which otherwise counts up in each log.

/** An event, and how it is written. */
export interface ToldEvent {
  readonly kind: EventKind;
  readonly event: WindowsEvent;
  /** As SystemTime says it. */
  readonly systemTime: string;
}

/** The events of a history, in its order. */
export function toldEvents(story: string): ToldEvent[] {
  const records = new Map<string, number>();
  const lines = story.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "").map((line) => toldEvent(line, records));
}

/** The same without how they are written. */
export function eventsOf(story: string): WindowsEvent[] {
  return toldEvents(story).map(({ event }) => event);
}

/** Microseconds since 1970 of a moment as stories write it. */
export function momentOf(moment: string): bigint {
  const [, date = "03-01", time, fraction = ""] = /^(?:(\d\d-\d\d) )?(\d\d:\d\d:\d\d)(?:\.(\d+))?$/.exec(moment) ?? [];
  const milliseconds = Date.parse(`2026-${date}T${time}Z`);
  if (Number.isNaN(milliseconds)) throw new Error(`no moment: ${moment}`);
  return BigInt(milliseconds) * 1000n + BigInt(fraction.padEnd(6, "0"));
}

function toldEvent(line: string, records: Map<string, number>): ToldEvent {
  const [, moment = "", name = "", rest = ""] = /^((?:\d\d-\d\d )?[\d:.]+) +(\S+) *(.*)$/.exec(line) ?? [];
  const kind = eventKinds[name];
  if (kind === undefined) throw new Error(`no event in: ${line}`);
  const words = wordsOf(rest);
  const time = momentOf(moment);
  const systemTime = systemTimeOf(time);
  const computer = `${words["@"] ?? "pc7"}.corp.example`;
  const log = `${computer} ${kind.channel}`;
  const record = Number(words.record ?? (records.get(log) ?? 1000) + 1);
  records.set(log, record);
  const { provider, channel, id, data, version } = kind;
  const pairs = data({ time: systemTime, ...words });
  return {
    kind,
    systemTime,
    event: {
      ...{ provider, channel, computer, id, time },
      version: version?.(words) ?? 0,
      record: BigInt(record),
      data: new Map(pairs),
      unnamed: [],
    },
  };
}

/** `name=value` and `@computer`; a value with blanks stands in quotes. */
function wordsOf(text: string): Words {
  const words: Record<string, string> = {};
  for (const [, at, name, quoted, plain] of text.matchAll(/@(\S+)|([\w]+)=(?:"([^"]*)"|(\S*))/g)) {
    if (at !== undefined) words["@"] = at;
    else words[name ?? ""] = quoted ?? plain ?? "";
  }
  return words;
}

/** A time with the seven digits that Windows writes. */
function systemTimeOf(micros: bigint): string {
  const seconds = new Date(Number(micros / 1_000_000n) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${String(micros % 1_000_000n).padStart(6, "0")}0Z`;
}
