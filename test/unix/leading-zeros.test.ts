import { closeSync, ftruncateSync, openSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as assert from "uvu/assert";
import { plainRecords } from "../kit/damage.ts";
import { missing } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { concatBytes, type LayoutName, writeRecords } from "../kit/utmp-writer.ts";
import { inFolder } from "./open-kit.ts";
import { covered, readContent, readPath } from "./read-kit.ts";

const TIME = 1_767_592_800_000_000;

/** More than detection looks at in one piece. */
const ZEROS = 384 * 2000;

describe("files that begin with zeros", (test) => {
  for (const layout of ["lastlog-292-le", "lastlog-296-le", "lastlog-296-be", "faillog-32-le"] as const) {
    for (const uid of [880, 893, 894, 1000, 65_534]) {
      test(`${layout} tells the login of uid ${uid} when it is the only one`, async () => {
        const bytes = writeRecords(layout, [{ uid, line: "pts/0", host: "192.0.2.7", count: 1, time: TIME }]);
        const name = layout.slice(0, 7);
        for (const content of [bytes, gzipSync(bytes)]) {
          const { records, skips, errors } = await readContent(content, name);
          assert.equal([skips, errors], [[], []]);
          assert.equal(
            records.map((record) => [record.uid, record.line, record.layout, record.time]),
            [[uid, "pts/0", layout, BigInt(TIME)]],
          );
        }
      });
    }
  }

  test("a lastlog is known by the end of its name too", async () => {
    const bytes = writeRecords("lastlog-292-le", [{ uid: 1000, line: "tty1", time: TIME }]);
    const { records } = await readContent(bytes, "web1-lastlog.1");
    assert.equal(
      records.map(({ uid, line }) => [uid, line]),
      [[1000, "tty1"]],
    );
  });

  for (const layout of [
    "linux-384-le",
    "linux-400-be",
    "linux-392-le",
    "netbsd-516-le",
  ] as const satisfies LayoutName[]) {
    test(`${layout} gives every slot of the zeros as a record, then the others`, async () => {
      const bytes = concatBytes([new Uint8Array(emptyBytes(layout)), writeRecords(layout, plainRecords(20))]);
      const width = writeRecords(layout, plainRecords(1)).length;
      const reading = await readContent(bytes);
      assert.equal([reading.skips, reading.errors], [[], []]);
      assert.equal(covered(bytes.length, width, reading), { 1: bytes.length });
      assert.equal(
        reading.records.slice(-20).map(({ user }) => user),
        plainRecords(20).map(({ user }) => user),
      );
    });
  }

  test("zeros that shift the records are given as far as they fill slots", async () => {
    const bytes = concatBytes([new Uint8Array(ZEROS + 100), writeRecords("linux-384-le", plainRecords(20))]);
    const reading = await readContent(bytes);
    assert.equal(reading.skips, [`${ZEROS}-${ZEROS + 100} no record can be read there`]);
    assert.is(reading.records.length, 2020);
  });

  test("nothing but zeros is told with the size of the whole file", async () => {
    const { records, errors } = await readContent(new Uint8Array(ZEROS));
    assert.equal(
      [records.length, errors.map(({ problem, found }) => [problem, found])],
      [0, [["nothing but zero bytes", `${ZEROS} bytes`]]],
    );
  });

  test("the hole that a sparse wtmp begins with is told like any other", async () => {
    await inFolder(async (folder) => {
      const path = join(folder, "wtmp");
      const start = 8192 * 384;
      const fd = openSync(path, "w");
      ftruncateSync(fd, start);
      writeSync(fd, writeRecords("linux-384-le", plainRecords(20)), 0, 20 * 384, start);
      closeSync(fd);
      const { size, blocks } = statSync(path);
      if (blocks * 512 > size / 2) return missing("no sparse files", "a hole at the start");
      const reading = await readPath(path);
      assert.is(reading.skips.length, 1);
      assert.match(reading.skips[0] ?? "", /^0-\d+ a hole of zero bytes in a sparse file$/);
      assert.equal(covered(size, 384, reading), { 1: size });
      assert.is(reading.records.at(-1)?.user, "user-19");
    });
  });
});

/** A whole number of slots above ZEROS. */
function emptyBytes(layout: LayoutName): number {
  const width = writeRecords(layout, plainRecords(1)).length;
  return Math.ceil(ZEROS / width) * width;
}
