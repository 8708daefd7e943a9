import * as assert from "uvu/assert";
import { chanceOf } from "../kit/chance.ts";
import { plainRecords } from "../kit/damage.ts";
import { describe } from "../kit/suite.ts";
import { concatBytes, type LayoutName, type WriterRecord, writeRecords } from "../kit/utmp-writer.ts";
import { readContent } from "./read-kit.ts";

const chance = chanceOf(5);

/** Texts without a line end, whose words would do as names and whose letters as times of day. */
const texts: readonly (readonly [string, string])[] = [
  ["base64", Buffer.from(chance.bytes(6000)).toString("base64")],
  ["hex digits", Buffer.from(chance.bytes(4000)).toString("hex")],
  ["JSON in one line", JSON.stringify(Array.from({ length: 400 }, (_, id) => ({ id, name: `copper-${id}` })))],
  ["one letter", "A".repeat(5000)],
  ["spaces", " ".repeat(5000)],
  ["prose", "the quick brown fox jumps over the lazy dog and back again ".repeat(90)],
];

/** Records of a layout without types: nothing in them but a time and text. */
function untyped(layout: LayoutName, count: number): readonly WriterRecord[] {
  const narrow = layout.startsWith("openbsd") ? 32 : 8;
  return plainRecords(count).map(({ line, user, host, time }) => ({
    line,
    user: String(user).slice(0, narrow),
    host: String(host).slice(0, 16),
    time: Math.floor(Number(time) / 1e6) * 1e6,
  }));
}

describe("what is no login file", (test) => {
  for (const [name, text] of texts) {
    test(`${name} is refused`, async () => {
      const { records, errors } = await readContent(Buffer.from(text));
      assert.equal([records.length, errors.map(({ problem }) => problem)], [0, ["no login records found"]]);
    });
  }

  test("a pair that looks like records of a layout of mere text is chance, a dozen of them are records", async () => {
    const around = (count: number): Uint8Array =>
      concatBytes([chance.bytes(5000), writeRecords("solaris-36-le", untyped36(count)), chance.bytes(5000)]);
    assert.equal(
      (await readContent(around(2))).errors.map(({ problem }) => problem),
      ["no login records found"],
    );
    assert.is((await readContent(around(12))).records.filter(({ user }) => user?.startsWith("user-")).length, 12);
  });

  test("a pair is enough where records have bytes to check, and where the file ends behind it", async () => {
    const linux = concatBytes([chance.bytes(5000), writeRecords("linux-384-le", plainRecords(2)), chance.bytes(5000)]);
    assert.equal(
      (await readContent(linux)).records.map(({ user }) => user),
      ["user-0", "user-1"],
    );
    const solaris = concatBytes([chance.bytes(5000), writeRecords("solaris-36-le", untyped36(3))]);
    assert.is((await readContent(solaris)).records.length, 3);
  });
});

describe("files of few records and much damage", (test) => {
  for (const layout of ["openbsd-304-be", "openbsd-300-le", "freebsd-44-le", "netbsd-40-be"] as const) {
    test(`${layout} is known by its first records when a torn one shifts all others`, async () => {
      const bytes = writeRecords(layout, untyped(layout, 40));
      const width = bytes.length / 40;
      const cut = 20 * width + 11;
      const { records, skips } = await readContent(concatBytes([bytes.subarray(0, cut), bytes.subarray(21 * width)]));
      assert.equal(skips.length, 1);
      assert.is(records.length, 39);
      assert.ok(records.every((record) => record.layout === layout));
    });
  }
});

function untyped36(count: number): readonly WriterRecord[] {
  return plainRecords(count).map((record) => ({ ...record, pid: 7, line: String(record.line).slice(0, 12) }));
}
