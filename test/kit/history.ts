import { readFileSync } from "node:fs";
import type { RecordType } from "../../src/model/record.ts";
import type { WriterRecord } from "./utmp-writer.ts";

/** A folder of fixtures/, as a file URL that ends in a slash. */
export const fixturesFolder = new URL("../../fixtures/", import.meta.url);

/** A record of the shared Linux history: texts as bytes up to their NUL, `stored` with what lies behind it. */
export interface HistoryRecord {
  readonly ordinal: number;
  readonly type: RecordType;
  readonly type_code: number;
  readonly pid: number;
  readonly line: Uint8Array;
  readonly id: Uint8Array;
  readonly user: Uint8Array;
  readonly host: Uint8Array;
  readonly session: number;
  readonly exit_termination: number;
  readonly exit_status: number;
  /** Microseconds since 1970 UTC; below 2^53. */
  readonly time: number;
  /** ut_addr_v6 as stored: 16 bytes, IPv4 in the first four, all zero when there is none. */
  readonly addr: Uint8Array;
  /** The record to give to the writer: the same bytes, residue behind a NUL included. */
  readonly stored: WriterRecord;
}

/** A place of lastlog or faillog that is in use. */
export interface HistoryEntry extends WriterRecord {
  readonly uid: number;
  readonly time: number;
  readonly line: Uint8Array;
}

/** What every file of fixtures/linux/ holds, as glibc's own reader gave it back. */
export interface History {
  readonly wtmp: readonly HistoryRecord[];
  readonly btmp: readonly HistoryRecord[];
  /** What pututxline() left. */
  readonly utmp: readonly HistoryRecord[];
  readonly lastlog: readonly HistoryEntry[];
  readonly faillog: readonly HistoryEntry[];
}

type RawRecord = Readonly<Record<string, string | number>>;

/** Reads fixtures/linux/history.json. */
export function readHistory(): History {
  const raw = JSON.parse(readFileSync(new URL("linux/history.json", fixturesFolder), "utf8")) as Record<
    keyof History,
    readonly RawRecord[]
  >;
  return {
    wtmp: raw.wtmp.map(asRecord),
    btmp: raw.btmp.map(asRecord),
    utmp: raw.utmp.map(asRecord),
    lastlog: raw.lastlog.map(asEntry),
    faillog: raw.faillog.map(asEntry),
  };
}

/** The bytes that an escaped text of the oracle stands for: `\xNN` is a byte, anything else is ASCII. */
export function unescapeBytes(text: string): Uint8Array {
  const characters = text.replaceAll(/\\x([0-9a-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Uint8Array.from(characters, (character) => character.charCodeAt(0));
}

const textFields = ["line", "id", "user", "host"] as const;

function asRecord(raw: RawRecord): HistoryRecord {
  const texts = Object.fromEntries(textFields.map((name) => [name, unescapeBytes(String(raw[name]))]));
  const addr = Uint8Array.from(Buffer.from(String(raw.addr_bytes), "hex"));
  const record = { ...raw, ...texts, addr } as unknown as Omit<HistoryRecord, "stored">;
  return { ...record, stored: { ...record, ...storedTexts(raw) } };
}

function asEntry(raw: RawRecord): HistoryEntry {
  return { ...raw, ...storedTexts(raw) } as unknown as HistoryEntry;
}

function storedTexts(raw: RawRecord): WriterRecord {
  const present = textFields.filter((name) => raw[name] !== undefined);
  return Object.fromEntries(
    present.map((name) => {
      const residue = raw[`residue_${name}`];
      const text = unescapeBytes(String(raw[name]));
      return [name, residue === undefined ? text : Buffer.concat([text, Buffer.of(0), unescapeBytes(String(residue))])];
    }),
  );
}
