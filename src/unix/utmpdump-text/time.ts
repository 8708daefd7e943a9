import { visible } from "../../model/visible.ts";

/** A time that was read, or why it is not known and what can be done. */
export type TimeReading = { readonly time: bigint } | { readonly unknown: string };

const ISO = /^ {0,3}(-?\d{1,10})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[,.](-?\d+))?(Z|[+-]\d\d:?\d\d)?$/;
const DATE = /^\w{3} (\w{3}) ([ \d]\d) (\d\d):(\d\d):(\d\d) +(\d{4,})(?: ([A-Za-z+-]\w*))?$/;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * Zones whose abbreviation means one thing wherever it is in use, as hours from UTC. CST (Chicago, Shanghai, Havana),
 * PST (Los Angeles, Manila), IST and BST mean several. CET, EET and WET are left out although they do not: their
 * summer names have four letters, for which the old program's buffer had no room, and it then printed whatever
 * abbreviation an earlier line had left there.
 */
const zones: Readonly<Record<string, number>> = {
  UTC: 0,
  UT: 0,
  GMT: 0,
  Z: 0,
  EST: -5,
  EDT: -4,
  MST: -7,
  MDT: -6,
  PDT: -7,
  HST: -10,
  JST: 9,
};

const CURE = "dump the file again with utmpdump of util-linux 2.29 or later, which prints UTC";

/** `2026-01-02T03:04:05,678901+00:00`, with any offset. A fraction out of range counts as none, as in records. */
export function readIsoTime(text: string): TimeReading {
  const [, year, month, day, hour, minute, second, fraction, zone] = ISO.exec(text) ?? [];
  if (year === undefined) return { unknown: `the time "${visible(text)}" is in no known style` };
  if (zone === undefined) return { unknown: `the time has no zone; ${CURE}` };
  const offset = zone === "Z" ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
  const seconds = secondsOf([year, month, day, hour, minute, second].map(Number), offset);
  if (seconds === undefined) return { unknown: `the time "${visible(text)}" is on no calendar` };
  const known = fraction !== undefined && /^\d{1,6}$/.test(fraction);
  return { time: BigInt(seconds) * 1_000_000n + (known ? BigInt(fraction.padEnd(6, "0")) : 0n) };
}

/** `Mon Apr 10 17:54:58 2023 EDT` (util-linux before 2.29), in whole seconds; blank where the record's time was zero. */
export function readDateTime(text: string): TimeReading {
  if (text.trim() === "") return { unknown: `the time is blank, as the old utmpdump printed zero; ${CURE}` };
  const [, name, day, hour, minute, second, year, zone] = DATE.exec(text.trimEnd()) ?? [];
  const month = months.indexOf(name ?? "") + 1;
  if (month === 0) return { unknown: `the time "${visible(text)}" is in no known style; ${CURE}` };
  if (zone === undefined) return { unknown: `the time has no zone; ${CURE}` };
  const hours = zones[zone.toUpperCase()];
  if (hours === undefined) return { unknown: `the zone "${visible(zone)}" is ambiguous or unknown; ${CURE}` };
  const seconds = secondsOf([year, month, day, hour, minute, second].map(Number), hours * 60);
  if (seconds === undefined) return { unknown: `the time "${visible(text)}" is on no calendar` };
  return { time: BigInt(seconds) * 1_000_000n };
}

/** `Apr 10 17:54:58` and `[usec]` (the C library's own tool): neither year nor zone, so never a time. */
export function readCtime(): TimeReading {
  return { unknown: `the time has no year and no zone; ${CURE}` };
}

/** Seconds since 1970 UTC of a date `offset` minutes east; undefined when there is no such date. */
function secondsOf(parts: readonly number[], offset: number): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  if (hour > 23 || minute > 59 || second > 59 || Math.abs(offset) >= 1440) return undefined;
  return date.getTime() / 1000 + hour * 3600 + minute * 60 + second - offset * 60;
}
