import * as assert from "uvu/assert";
import { type Decoded, decodeBytes } from "../kit/decoded.ts";
import { paperLayout } from "../kit/paper-layouts.ts";
import { describe } from "../kit/suite.ts";
import { type LayoutName, layoutNames, signatureRecord, type WriterRecord, writeRecords } from "../kit/utmp-writer.ts";

const START = 1_767_225_600_000_000;
const SECOND = 1_000_000;

/** Logins as every system has them; layouts leave out what they have no place for. */
function logins(count: number): WriterRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    type: index % 2 === 0 ? ("USER_PROCESS" as const) : ("DEAD_PROCESS" as const),
    pid: 1200 + index,
    line: `pts/${index >> 1}`,
    id: `${index >> 1}`,
    user: index % 2 === 0 ? ["alice", "bob", "carol"][index % 3] : "",
    host: index % 2 === 0 ? "192.0.2.7" : "",
    time: START + index * 61 * SECOND,
    uid: index * 3,
    count: 1 + (index % 4),
    max: 5,
  }));
}

const headed: readonly LayoutName[] = layoutNames.filter((name) => paperLayout(name).signature !== undefined);

describe("decoding layouts drawn on paper", (test) => {
  for (const name of layoutNames) {
    test(`${name} is told by its content and gives every record back`, async () => {
      const written = logins(12);
      const { layout, records, skips } = await decodeBytes(writeRecords(name, written), { path: nameFor(name) });
      assert.is(layout, name);
      assert.equal(skips, []);
      assert.equal(
        records.map(({ time }) => time),
        written.map((record) => storedTime(name, record)),
      );
      assert.equal(
        records.map(({ line }) => line),
        written.map(({ line }) => hex(line)),
      );
      for (const field of ["user", "host"] as const) {
        if (paperLayout(name).texts[field] === undefined) continue;
        assert.equal(
          records.map((record) => record[field]),
          written.map((record) => hex(record[field])),
          field,
        );
      }
    });
    test(`${name}: --layout reads the same without looking`, async () => {
      const bytes = writeRecords(name, logins(12));
      assert.equal(
        (await decodeBytes(bytes, { layout: name })).records,
        (await decodeBytes(bytes, { path: nameFor(name) })).records,
      );
    });
  }
  for (const name of headed) {
    test(`${name}: a header record is delivered as SIGNATURE and tells the layout of an otherwise empty file`, async () => {
      const alone = await decodeBytes(writeRecords(name, [signatureRecord(name)]), { path: "utmpx" });
      assert.is(alone.layout, name);
      assert.is(alone.records[0]?.type, "SIGNATURE");
      const followed = await decodeBytes(writeRecords(name, [signatureRecord(name), ...logins(3)]));
      assert.is(followed.layout, name);
      assert.is(followed.records.length, 4);
    });
  }
  for (const name of layoutNames.filter((each) => paperLayout(each).types.length > 0)) {
    test(`${name}: each of its type numbers means the same word`, async () => {
      const { types } = paperLayout(name);
      const every = types.flatMap((type) => (type === null || type === "EMPTY" ? [] : [type]));
      const bytes = writeRecords(
        name,
        every.map((type, index) => ({ ...logins(1)[0], type, time: START + index * SECOND })),
      );
      const { records } = await decodeBytes(bytes, { layout: name });
      assert.equal(
        records.map((record: Decoded) => record.type),
        every,
      );
      assert.equal(
        records.map((record: Decoded) => record.type_code),
        every.map((type) => types.indexOf(type)),
      );
    });
  }
  test("records without a type get the one their system's last reads from line and user", async () => {
    const cases: readonly (readonly [line: string, user: string, type: string])[] = [
      ["~", "reboot", "BOOT_TIME"],
      ["ttyp0", "alice", "USER_PROCESS"],
      ["ttyp0", "", "DEAD_PROCESS"],
      ["|", "date", "OLD_TIME"],
      ["{", "date", "NEW_TIME"],
      ["~", "shutdown", "SHUTDOWN_TIME"],
    ];
    const bytes = writeRecords(
      "openbsd-304-le",
      cases.map(([line, user], index) => ({ line, user, time: START + index })),
    );
    const { layout, records } = await decodeBytes(bytes);
    assert.is(layout, "openbsd-304-le");
    assert.equal(
      records.map((record) => record.type),
      cases.map(([, , type]) => type),
    );
    assert.equal(
      records.map((record) => record.type_code),
      cases.map(() => undefined),
    );
  });
});

/** Arrays by uid carry too little to be told from each other by content alone when nearly empty; their names break ties. */
function nameFor(name: LayoutName): string {
  return name.startsWith("lastlog") ? "lastlog" : name.startsWith("faillog") ? "faillog" : "copy";
}

function storedTime(name: LayoutName, { time = 0 }: WriterRecord): number {
  const { micros, microseconds } = paperLayout(name);
  return micros === undefined && microseconds === undefined ? Number(time) - (Number(time) % SECOND) : Number(time);
}

function hex(text: string | Uint8Array | undefined): string {
  return Buffer.from(text ?? "").toString("hex");
}
