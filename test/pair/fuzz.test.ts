import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { StayOutput } from "../../src/commands/stay-output.ts";
import type { RecordCells } from "../../src/model/record.ts";
import { recordTypes } from "../../src/model/record.ts";
import { recordEntity } from "../../src/model/record-entity.ts";
import { RowWriter } from "../../src/wasm/row-writer.ts";
import { bytesOf, cellBytes, hostileTexts } from "../kit/hostile.ts";
import { parseLineProtocol } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";
import { layoutNames, writeRecords } from "../kit/utmp-writer.ts";
import { encodeStays } from "./encoded.ts";
import { histories, wild } from "./histories.ts";
import { core } from "./paired.ts";
import { objectsOf, read } from "./read.ts";

const shapes = ["sessions", "events"] as const;
const RECORD = 384;

/** Bytes changed, cut out or put in, at places that are parts of the whole. */
const wound = fc.record({
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  noise: fc.uint8Array({ maxLength: 40 }),
  how: fc.constantFrom("over", "in", "out"),
});

const mutated = fc.tuple(histories(wild, 40), fc.array(wound, { maxLength: 8 })).map(([history, wounds]) => {
  let bytes = writeRecords("linux-384-le", history);
  for (const { at, noise, how } of wounds) {
    const place = Math.floor(at * bytes.length);
    const before = bytes.subarray(0, place);
    if (how === "over") bytes = Buffer.concat([before, noise, bytes.subarray(place + noise.length)]);
    else
      bytes = Buffer.concat([
        before,
        how === "in" ? noise : Buffer.of(),
        bytes.subarray(place + (how === "in" ? 0 : noise.length)),
      ]);
  }
  return bytes;
});

/** Any integers, also the greatest, and any texts. */
const integer = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(0n, -1n, 1n, 2n ** 63n - 1n, 1n - 2n ** 63n, 2n ** 62n, -(2n ** 62n)),
);
const text = fc.oneof(
  cellBytes,
  fc.constantFrom("pts/0", "~", "", "ssh", "reboot", "LOGIN", "/"),
  fc.constantFrom(...hostileTexts.map(([, each]) => bytesOf(each))),
);
const type = fc.nat(recordTypes.length + 1);
const anyRecord: fc.Arbitrary<RecordCells> = fc.record(
  {
    type,
    time: integer,
    pid: integer,
    uid: integer,
    count: integer,
    offset: integer,
    line: text,
    user: text,
    host: text,
    id: text,
    service: text,
  },
  { requiredKeys: ["type"] },
);

describe("pairing of anything at all", (test) => {
  test("damaged histories give whole rows, no more than two a record and one for each that is open", async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        for (const shape of shapes) {
          const rows = objectsOf(await read(shape, [["wtmp", bytes]]));
          const records = Math.ceil(bytes.length / 2) / (RECORD / 2);
          assert.ok(rows.length <= (shape === "events" ? 2 : 1) * records, `${rows.length} rows of ${records} records`);
        }
      }),
      { numRuns: 80 },
    );
  });

  test("random bytes under any name and layout neither crash nor hang", async () => {
    const name = fc.constantFrom("wtmp", "btmp", "lastlog", "utx.log", "evidence");
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4000, size: "max" }), name, async (bytes, file) => {
        for (const shape of shapes) objectsOf(await read(shape, [[file, bytes]]));
      }),
      { numRuns: 60 },
    );
  });

  test("histories in every layout give their sessions", async () => {
    const time = 1_772_352_000_000_000;
    for (const layout of layoutNames.filter((each) => !/^(?:lastlog|faillog)/.test(each))) {
      const line = "ttyp0";
      const login = { type: "USER_PROCESS", line, user: "alice", host: "h", id: "p0", pid: 7, time } as const;
      const logout = { type: "DEAD_PROCESS", line, id: "p0", pid: 7, time: time + 60_000_000 } as const;
      const bytes = writeRecords(layout, [login, logout, { ...login, user: "bob", time: time + 90_000_000 }, login]);
      const rows = objectsOf(await read("sessions", [["wtmp", bytes]]));
      assert.ok(
        rows.some(({ username, duration_s }) => username === "alice" && duration_s === 60),
        layout,
      );
    }
  });

  test("rows of any numbers and any texts are printed whole, and no duration is negative", () => {
    return fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 60, size: "max" }), (records) => {
        for (const shape of shapes) {
          const points = parseLineProtocol(encodeStays(shape, "line-protocol", records));
          const rows = encodeStays(shape, "jsonl", records).split("\n").slice(0, -1);
          assert.ok(points.length <= rows.length);
          for (const row of rows) {
            const { duration_s = 0 } = JSON.parse(row) as { duration_s?: number };
            assert.ok(duration_s >= 0, row);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test("memory does not grow with the history, however many sessions it opens", () => {
    const writer = new RowWriter(core, recordEntity.fields, "ROWS");
    for (const shape of shapes) {
      let written = 0;
      const options = { format: "jsonl", selection: null } as const;
      const output = new StayOutput(core, shape, options, (bytes) => {
        written += bytes.length;
      });
      const size = core.bytes.buffer.byteLength;
      const before = process.memoryUsage();
      let most = 0;
      for (let batch = 0; batch < 120; batch++) {
        writer.clear();
        for (let row = 0; row < 512; row++) {
          const number = batch * 512 + row;
          writer.write(row, {
            type: 7,
            time: BigInt(number),
            line: `pts/${number}`,
            user: "alice",
            pid: number,
            layout: "linux-384-le",
          });
        }
        output.write(512, "wtmp");
        const { heapUsed, arrayBuffers } = process.memoryUsage();
        most = Math.max(most, heapUsed + arrayBuffers - before.heapUsed - before.arrayBuffers);
      }
      output.end();
      assert.ok(written > 120 * 512 * 100);
      assert.ok(most < 32 << 20, `${most} bytes more`);
      assert.is(core.bytes.buffer.byteLength, size);
    }
  });
});
