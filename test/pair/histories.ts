import * as fc from "fast-check";
import { type RecordCells, type RecordType, recordTypes } from "../../src/model/record.ts";
import { bytesOf, cellBytes, hostileTexts } from "../kit/hostile.ts";
import type { PlainRecord } from "./oracle.ts";

/** What histories are made of. */
export interface Mixture {
  readonly lines: readonly string[];
  readonly users: readonly string[];
  readonly pids: readonly number[];
  readonly hosts: readonly string[];
  /** Microseconds between two records; negative: the clock went back. */
  readonly steps: readonly number[];
}

/** Few names, so that they meet often; times that repeat, go back and keep the ten seconds of a repeated login. */
export const wild: Mixture = {
  lines: ["pts/0", "pts/1", "tty1", ":0", "console", "ssh", "ftpd", "ftpd100", ""],
  users: ["alice", "bob", "root", "LOGIN", "/usr/libexec/getty", ""],
  pids: [0, -1, 100, 101, 102],
  hosts: ["", "192.0.2.1", ":0"],
  steps: [0, 1, 999_999, 4_000_000, 6_000_000, 10_000_000, 61_000_000, -1, -3_600_000_000],
};

/** The same on a clock that never goes back. */
export const steady: Mixture = { ...wild, steps: wild.steps.filter((step) => step >= 0) };

const START = 1_772_352_000_000_000n;

/** Histories of up to `length` records. */
export function histories(mixture: Mixture, length = 60): fc.Arbitrary<PlainRecord[]> {
  const { lines, users, pids, hosts, steps } = mixture;
  const kind = fc.oneof(
    { weight: 12, arbitrary: fc.constant("USER_PROCESS" as const) },
    { weight: 10, arbitrary: fc.constant("DEAD_PROCESS" as const) },
    { weight: 2, arbitrary: fc.constantFrom("LOGIN_PROCESS" as const, "INIT_PROCESS" as const) },
    { weight: 1, arbitrary: fc.constantFrom("boot", "shutdown", "runlevel", "clock", "new clock", "other") },
  );
  const entry = fc.record({
    kind,
    line: fc.constantFrom(...lines),
    user: fc.constantFrom(...users),
    pid: fc.constantFrom(...pids),
    host: fc.constantFrom(...hosts),
    id: fc.constantFrom("0", "1", "ab", ""),
    step: fc.constantFrom(...steps),
  });
  return fc.array(entry, { maxLength: length, size: "max" }).map((entries) => {
    let time = START;
    const records = entries.flatMap(({ kind: what, step, ...cells }) => {
      time += BigInt(step);
      const moment = time;
      if (what === "clock") time += BigInt(step) * 3n;
      return systemRecords(what, { ...cells, time: moment, offset: 0 }, time);
    });
    return records.map((record, index) => ({ ...record, offset: index }));
  });
}

/** Histories of names that an attacker chose, as many bytes as Linux has room for: each is a character of the text. */
export const hostile: fc.Arbitrary<PlainRecord[]> = fc
  .record({ lines: names(32), users: names(32), hosts: names(256) })
  .chain((pools) => histories({ ...wild, ...pools }, 40));

/** A record as a row; the characters of its texts are bytes. */
export function cellsOf({ type, line, user, host, id, ...cells }: PlainRecord): RecordCells {
  const texts = Object.entries({ line, user, host, id }).map(([name, text]) => [name, Buffer.from(text, "latin1")]);
  return { ...cells, ...Object.fromEntries(texts), type, layout: "linux-384-le" };
}

function names(length: number): fc.Arbitrary<string[]> {
  const known = fc.constantFrom(...hostileTexts.map(([, text]) => bytesOf(text)));
  const name = fc.oneof(known, cellBytes).map((bytes) => Buffer.from(bytes.subarray(0, length)).toString("latin1"));
  return fc.array(name, { minLength: 1, maxLength: 4 });
}

/** The records of one entry: two for a clock that is set. */
function systemRecords(what: string, cells: Omit<PlainRecord, "type">, then: bigint): PlainRecord[] {
  const system = { ...cells, line: "~", id: "~~" };
  if (what === "boot") return [{ ...system, type: "BOOT_TIME", user: "reboot", host: "6.1.0" }];
  if (what === "shutdown") return [{ ...system, type: "RUN_LVL", user: "shutdown" }];
  if (what === "runlevel") return [{ ...system, type: "RUN_LVL", user: "runlevel", pid: 0x30 + (cells.pid & 7) }];
  if (what === "new clock") return [{ ...cells, type: "NEW_TIME" }];
  if (what === "other") return [{ ...cells, type: "ACCOUNTING" }];
  if (what !== "clock") return [{ ...cells, type: what as RecordType }];
  return [
    { ...cells, type: "OLD_TIME" },
    { ...cells, type: "NEW_TIME", time: then },
  ];
}

/** Number of a type, as rows have it. */
export function typeNumber(type: RecordType): number {
  return recordTypes.indexOf(type);
}
