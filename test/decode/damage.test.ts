import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { decodeBytes } from "../kit/decoded.ts";
import { fixturesFolder } from "../kit/history.ts";
import { describe } from "../kit/suite.ts";
import { concatBytes, writeRecords } from "../kit/utmp-writer.ts";
import { garbage, logins, START } from "./logins.ts";

const ten = writeRecords("linux-384-le", logins(10));
const more = writeRecords("linux-384-le", logins(10, 10));

/** name, bytes, pids of the records that must be delivered, skipped ranges. */
const cases: readonly (readonly [string, Uint8Array, readonly number[], readonly string[]])[] = [
  ["a partial tail", concatBytes([ten, more.subarray(0, 100)]), range(0, 10), ["3840-3940 partial"]],
  ["one byte behind the last record", concatBytes([ten, Uint8Array.of(7)]), range(0, 10), ["3840-3841 partial"]],
  [
    "a record torn in the middle",
    concatBytes([ten.subarray(0, 3700), more]),
    [...range(0, 9), ...range(10, 20)],
    ["3456-3700 damaged"],
  ],
  ["garbage between records", concatBytes([ten, garbage, more]), range(0, 20), ["3840-4840 damaged"]],
  ["garbage before the first record", concatBytes([garbage, ten]), range(0, 10), ["0-1000 damaged"]],
  ["garbage after the last record", concatBytes([ten, garbage]), range(0, 10), ["3840-4840 damaged"]],
  ["the front of a file cut off", ten.subarray(200), range(1, 10), ["0-184 damaged"]],
  [
    "two damaged places",
    concatBytes([ten, garbage, more, garbage, ten]),
    [...range(0, 20), ...range(0, 10)],
    ["3840-4840 damaged", "8680-9680 damaged"],
  ],
  ["a record overwritten with 0xff", overwritten(0xff), [...range(0, 4), ...range(5, 10)], ["1536-1920 damaged"]],
  [
    "records of another size in the middle",
    concatBytes([ten, writeRecords("linux-400-le", logins(10, 10)), ten]),
    [...range(0, 20), ...range(0, 10)],
    [],
  ],
  [
    "records of the other byte order behind",
    concatBytes([ten, writeRecords("linux-384-be", logins(10, 10))]),
    range(0, 20),
    [],
  ],
  [
    "a single record of another size at the end",
    concatBytes([ten, writeRecords("linux-400-le", logins(1, 10))]),
    range(0, 11),
    [],
  ],
];

describe("decoding damaged files", (test) => {
  for (const [name, bytes, numbers, skips] of cases) {
    test(`${name} costs nothing but itself, and is reported with its bytes`, async () => {
      const found = await decodeBytes(bytes);
      assert.equal(
        found.records.map(({ pid }) => Number(pid) - 4000),
        numbers,
      );
      assert.equal(found.skips, skips);
    });
  }
  test("a zeroed record is delivered as EMPTY in its place", async () => {
    const { records, skips } = await decodeBytes(overwritten(0));
    assert.equal(records.map(({ type }) => type).indexOf("EMPTY"), 4);
    assert.is(records.length, 10);
    assert.equal(skips, []);
  });
  test("a record with microseconds out of range keeps its seconds", async () => {
    const bytes = ten.slice();
    new DataView(bytes.buffer).setUint32(3 * 384 + 344, 4_294_967_295, true);
    const { records, skips } = await decodeBytes(bytes);
    assert.is(records[3]?.time, START + 3_000_000);
    assert.equal(skips, []);
  });
  test("a type number that no system writes is shown in its place, not skipped", async () => {
    const bytes = ten.slice();
    bytes[4 * 384] = 255;
    const { records, skips } = await decodeBytes(bytes);
    assert.is(records.length, 10);
    assert.equal([records[4]?.type, records[4]?.type_code], [undefined, 255]);
    assert.equal(skips, []);
  });
  test("behind damage the layout in force goes on, where another would fit the bytes as well", async () => {
    const forty = writeRecords("openbsd-300-be", logins(40));
    const { records } = await decodeBytes(concatBytes([forty.subarray(0, 20 * 300 + 100), forty.subarray(21 * 300)]));
    assert.equal(new Set(records.map(({ layout }) => layout)), new Set(["openbsd-300-be"]));
    assert.is(records.length, 39);
  });
  test("text full of control characters hides no record", async () => {
    const hostile = logins(5).map((record) => ({ ...record, user: "\x1b[2J\n\x07", host: "\x01\x02\x7f" }));
    const { records, skips } = await decodeBytes(writeRecords("linux-384-le", hostile));
    assert.is(records.length, 5);
    assert.equal(skips, []);
  });
  test("a layout taken for granted is read at every stride, whatever it holds", async () => {
    const { records, skips } = await decodeBytes(concatBytes([ten, garbage]), { layout: "linux-384-le" });
    assert.is(records.length, 12);
    assert.equal(skips, [`${12 * 384}-4840 partial`]);
  });
  test("utx.log goes on behind a zero length, a wild length and garbage", async () => {
    const log = (from: number): Uint8Array => writeRecords("freebsd-utx-log", logins(5, from));
    const { records, skips, layout } = await decodeBytes(
      concatBytes([
        log(0),
        Uint8Array.of(0),
        log(5),
        Uint8Array.of(0xff, 0xff),
        log(10),
        garbage.subarray(0, 300),
        log(15),
      ]),
    );
    assert.is(layout, "freebsd-utx-log");
    assert.equal(
      records.map(({ pid }) => Number(pid) - 4000),
      range(0, 20),
    );
    assert.is(skips.length, 3);
  });
  test("a cut utx.log gives every whole record", async () => {
    const log = readFileSync(new URL("freebsd/utx.log", fixturesFolder));
    const whole = await decodeBytes(log);
    const cut = await decodeBytes(log.subarray(0, log.length - 3));
    assert.equal(cut.records, whole.records.slice(0, -1));
    assert.match(cut.skips.join(), /partial$/);
  });
});

function overwritten(byte: number): Uint8Array {
  return ten.slice().fill(byte, 4 * 384, 5 * 384);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
