import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { type Decoded, decodeBytes } from "../kit/decoded.ts";
import { fixturesFolder, type HistoryEntry, type HistoryRecord, readHistory } from "../kit/history.ts";
import { faillogPlatforms, mixedFiles, platforms } from "../kit/platforms.ts";
import { describe } from "../kit/suite.ts";

const history = readHistory();

describe("decoding files of the C libraries of Linux", (test) => {
  for (const { name, layout, lastlog, origin } of platforms) {
    test(`${name}'s wtmp and btmp give the one history, from their content alone`, async () => {
      await decodesTo(`${name}.wtmp`, layout, history.wtmp.map(recordCells));
      await decodesTo(`${name}.btmp`, layout, history.btmp.map(recordCells));
      if (origin === "libc") await decodesTo(`${name}.utmp`, layout, history.utmp.map(recordCells));
    });
    test(`${name}'s lastlog gives the same last logins by uid`, async () => {
      await decodesTo(`${name}.lastlog`, lastlog, history.lastlog.map(entryCells));
    });
  }
  for (const [name, layout] of faillogPlatforms) {
    test(`${name}'s faillog gives the failures by uid`, async () => {
      await decodesTo(`${name}.faillog`, layout, history.faillog.map(entryCells));
    });
  }
  for (const [file] of mixedFiles) {
    test(`${file}: records of two sizes in one file lose nothing`, async () => {
      const { records, skips } = await decodeBytes(fixture(file), { path: file });
      assert.equal(records.map(comparable), [...history.wtmp, ...history.wtmp].map(recordCells));
      assert.equal(skips, []);
    });
  }
});

function fixture(file: string): Uint8Array {
  return readFileSync(new URL(`linux/${file}`, fixturesFolder));
}

/** A name that hints nothing: `copy` for files that have to be told by what they hold. */
async function decodesTo(file: string, layout: string, expected: readonly Decoded[]): Promise<void> {
  const isArray = /log$/.test(file);
  const found = await decodeBytes(fixture(file), { path: isArray ? file.replace(/.*\./, "") : "copy" });
  assert.is(found.layout, layout);
  assert.equal(found.skips, []);
  assert.equal(found.records.map(comparable), expected);
}

/** Without the place and the layout, which differ between platforms. */
function comparable({ offset, layout, ...rest }: Decoded): Decoded {
  return rest;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

function recordCells(record: HistoryRecord): Decoded {
  const { type, type_code, pid, session, exit_termination, exit_status, time } = record;
  const addr = addressHex(record);
  return {
    time,
    type,
    type_code,
    pid,
    line: hex(record.line),
    id: hex(record.id),
    user: hex(record.user),
    host: hex(record.host),
    ...(addr === undefined ? {} : { addr }),
    session,
    exit_termination,
    exit_status,
  };
}

/** All zero is no address; only the first word is IPv4, unless the host says that it is an IPv6 address ending in zeros. */
function addressHex({ addr, host }: HistoryRecord): string | undefined {
  if (addr.every((byte) => byte === 0)) return undefined;
  const isShort = addr.subarray(4).every((byte) => byte === 0) && !Buffer.from(host).toString("latin1").includes("::");
  return hex(isShort ? addr.subarray(0, 4) : addr);
}

function entryCells(entry: HistoryEntry): Decoded {
  const { uid, time, line, host, count, max, locktime } = entry;
  const nul = (bytes: Uint8Array): Uint8Array =>
    bytes.subarray(0, bytes.indexOf(0) < 0 ? bytes.length : bytes.indexOf(0));
  return {
    time,
    line: hex(nul(line)),
    ...(host === undefined ? {} : { host: hex(nul(host as Uint8Array)) }),
    uid,
    ...(count === undefined ? {} : { count, max: max ?? 0, locktime: locktime ?? 0 }),
  };
}
