import { chanceOf } from "./chance.ts";
import { plainRecords } from "./damage.ts";
import { type LayoutName, type WriterRecord, writeRecords } from "./utmp-writer.ts";

/** A file without a single record. */
export interface OddFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Nothing of a login file is in these; each deserves a message of its own. */
export const oddFiles: readonly OddFile[] = [
  { name: "empty", bytes: new Uint8Array() },
  { name: "one zero byte", bytes: Uint8Array.of(0) },
  { name: "one byte", bytes: Uint8Array.of(7) },
  { name: "all zero", bytes: new Uint8Array(3840) },
  { name: "all zero, no multiple of any record", bytes: new Uint8Array(1009) },
  { name: "all 0xff", bytes: new Uint8Array(3840).fill(0xff) },
  { name: "text", bytes: text(40) },
  { name: "random, ten times 400 bytes", bytes: chanceOf(400).bytes(4000) },
  { name: "random, ten times 384 bytes", bytes: chanceOf(384).bytes(3840) },
  { name: "random, 64 KiB", bytes: chanceOf(64).bytes(65_536) },
];

/** A well-formed file whose size fits another layout as well. */
export interface Twin {
  readonly name: string;
  readonly layout: LayoutName;
  readonly records: readonly WriterRecord[];
  readonly bytes: Uint8Array;
}

/** Files of one size and different layouts: only their content tells them apart. */
export const twins: readonly Twin[] = [
  twin("linux-400-le", 19, 7600),
  twin("openbsd-304-le", 25, 7600),
  twin("linux-384-le", 25, 9600),
  twin("linux-400-le", 24, 9600),
  twin("linux-384-be", 50, 19_200),
  twin("linux-400-be", 48, 19_200),
  twin("linux-384-le", 19, 7296),
  twin("openbsd-304-le", 24, 7296),
  twin("netbsd-520-le", 10, 5200),
  twin("linux-400-le", 13, 5200),
  twin("netbsd-40-le", 130, 5200),
  twin("linux-400-le", 6, 2400),
  twin("openbsd-300-le", 8, 2400),
  twin("netbsd-40-le", 60, 2400),
  twin("openbsd-304-le", 5, 1520),
  twin("netbsd-40-le", 38, 1520),
  twin("cygwin-320", 6, 1920),
  twin("linux-384-le", 5, 1920),
];

function twin(layout: LayoutName, count: number, size: number): Twin {
  const records = plainRecords(count).map((record) => fitting(layout, record));
  const bytes = writeRecords(layout, records);
  if (bytes.length !== size) throw new Error(`${count} records of ${layout} are ${bytes.length} bytes, not ${size}`);
  return { name: `${size} bytes of ${layout}`, layout, records, bytes };
}

/** Layouts without types end a session by an empty user, and keep whole seconds; two have a narrow id. */
function fitting(layout: LayoutName, record: WriterRecord): WriterRecord {
  if (layout === "cygwin-320") return { ...record, id: "y0", time: wholeSeconds(record) };
  if (!/^(?:openbsd|netbsd-40)/.test(layout)) return record;
  const { line, user, host } = record;
  return { line, user: record.type === "DEAD_PROCESS" ? "" : user, host, time: wholeSeconds(record) };
}

function wholeSeconds({ time }: WriterRecord): number {
  return Math.floor(Number(time) / 1e6) * 1e6;
}

function text(lines: number): Uint8Array {
  const log = Array.from(
    { length: lines },
    (_, number) => `Feb  3 08:00:${String(number).padStart(2, "0")} copper sshd[${1000 + number}]: session opened\n`,
  );
  return new TextEncoder().encode(log.join(""));
}
