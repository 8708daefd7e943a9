import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import * as assert from "uvu/assert";
import type { RecordCells } from "../../src/model/record.ts";
import { encode, encodeText } from "../kit/encoded.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { writeRecords } from "../kit/utmp-writer.ts";

/** Fields of a 384-byte record as they lie in the file. */
interface Stored {
  readonly type: number;
  readonly pid: number;
  readonly line: Uint8Array;
  readonly id: Uint8Array;
  readonly user: Uint8Array;
  readonly host: Uint8Array;
  readonly seconds: number;
  readonly micros: number;
  readonly addr: Uint8Array;
}

const utmpdump = requireProgram("utmpdump", "agreement of the utmpdump format with the real one");

const asciiOrAny = fc.oneof(
  fc.integer({ min: 0x20, max: 0x7e }),
  fc.integer({ min: 0, max: 255 }),
  fc.constantFrom(0x5b, 0x5d),
);
const text = (size: number): fc.Arbitrary<Uint8Array> =>
  fc.array(asciiOrAny, { maxLength: size }).map((bytes) => Uint8Array.from(bytes));
const zeros = (size: number): fc.Arbitrary<Uint8Array> => fc.constant(new Uint8Array(size));
//  Addresses with many zero groups, mapped and compatible ones among them.
const group = fc.oneof(
  fc.constant(0),
  fc.constant(0xffff),
  fc.integer({ min: 0, max: 0xffff }),
  fc.integer({ min: 0, max: 15 }),
);
const address = fc.oneof(
  zeros(16),
  fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes) => Uint8Array.of(...bytes, ...new Uint8Array(12))),
  fc
    .array(group, { minLength: 8, maxLength: 8 })
    .map((groups) => Uint8Array.from(groups.flatMap((word) => [word >> 8, word & 255]))),
  fc
    .array(fc.constantFrom(0, 0, 0, 1), { minLength: 8, maxLength: 8 })
    .map((groups) => Uint8Array.from(groups.flatMap((word) => [0, word]))),
  fc
    .uint8Array({ minLength: 4, maxLength: 4 })
    .map((tail) => Uint8Array.of(...new Uint8Array(10), 0xff, 0xff, ...tail)),
  fc.uint8Array({ minLength: 4, maxLength: 4 }).map((tail) => Uint8Array.of(...new Uint8Array(12), ...tail)),
);
const stored: fc.Arbitrary<Stored> = fc.record({
  type: fc.integer({ min: -32768, max: 32767 }),
  pid: fc.oneof(fc.integer(), fc.integer({ min: -20000, max: 200000 }), fc.integer({ min: -12, max: 12 })),
  line: text(32),
  id: text(4),
  user: text(32),
  host: text(256),
  // Debian 12's utmpdump takes the seconds as signed; from 2.40 on, and here, they end in 2106.
  seconds: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  micros: fc.integer({ min: 0, max: 999_999 }),
  addr: address,
});

describe("the utmpdump format", (test) => {
  if (utmpdump !== undefined) {
    test("agrees byte for byte with the real utmpdump on any records", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(stored, { minLength: 200, maxLength: 400 }), async (records) => {
          const input = Buffer.concat(records.map(fileBytes));
          const real = spawnSync(utmpdump, [], { input, env: { LC_ALL: "C", TZ: "UTC" }, maxBuffer: 1 << 26 });
          assert.is(real.status, 0, real.stderr.toString());
          const { bytes } = await encode("utmpdump", records.map(cells));
          assert.is(bytes.toString("latin1"), real.stdout.toString("latin1"));
        }),
        { numRuns: 20 },
      );
    });
  }

  test("pads and cuts as printf does", async () => {
    const record = {
      type: 7,
      type_code: 7,
      pid: 42,
      id: "1",
      user: "a[b]\tc\0d",
      line: "tty1",
      host: "é",
      layout: "linux-384-le",
    };
    assert.is(
      await encodeText("utmpdump", [{ ...record, time: 1n }]),
      "[7] [00042] [1   ] [a?b??c  ] [tty1        ] [??                  ] [0.0.0.0        ] [1970-01-01T00:00:00,000001+00:00]\n",
    );
  });

  test("the file's own type number counts only where the layout is Linux's", async () => {
    const record = { time: 0n, type: 8, type_code: 300, pid: -7 };
    const lines = await encodeText(
      "utmpdump",
      ["linux-400-be", "netbsd-520", "lin"].map((layout) => ({ ...record, layout })),
    );
    assert.equal(lines.match(/^\[\d+\] \[-0007\]/gm), ["[300] [-0007]", "[8] [-0007]", "[8] [-0007]"]);
  });

  test("years are as wide as they need", async () => {
    const second = (iso: string): bigint => BigInt(Date.parse(iso)) * 1000n;
    const times = [
      "0005-03-01T00:00:00Z",
      "-000042-01-01T00:00:00Z",
      "+012345-12-31T23:59:59Z",
      "2106-02-07T06:28:15Z",
    ];
    const lines = await encodeText(
      "utmpdump",
      times.map((iso) => ({ time: second(iso) })),
    );
    assert.equal(lines.match(/\[[^[]*(?=\]\n)/g), [
      "[   5-03-01T00:00:00,000000+00:00",
      "[ -42-01-01T00:00:00,000000+00:00",
      "[12345-12-31T23:59:59,000000+00:00",
      "[2106-02-07T06:28:15,000000+00:00",
    ]);
  });

  test("a record without a time is left out and counted", async () => {
    const { bytes, rowsWithoutTime } = await encode("utmpdump", [{ pid: 1 }, { pid: 2, time: 0n }, {}]);
    assert.is(bytes.toString().split("\n").length, 2);
    assert.is(rowsWithoutTime, 2);
  });
});

//  What a decoder makes of the record.
function cells({ type, pid, line, id, user, host, seconds, micros, addr }: Stored): RecordCells {
  const four = addr.subarray(4).every((byte) => byte === 0);
  const none = addr.every((byte) => byte === 0);
  const time = BigInt(seconds) * 1_000_000n + BigInt(micros);
  const texts = { line: upToNul(line), id: upToNul(id), user: upToNul(user), host: upToNul(host) };
  const address = none ? {} : { addr: four ? addr.subarray(0, 4) : addr };
  return { type_code: type, pid, ...texts, time, ...address, layout: "linux-384-le" };
}

function upToNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end === -1 ? bytes : bytes.subarray(0, end);
}

function fileBytes({ type, seconds, micros, ...stored }: Stored): Uint8Array {
  return writeRecords("linux-384-le", [{ ...stored, type_code: type, time: seconds * 1_000_000 + micros }]);
}
