import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { encodeText } from "../kit/encoded.ts";
import { describe } from "../kit/suite.ts";

const LEAST = 1n - 2n ** 63n;
const MOST = 2n ** 63n - 1n;

describe("numbers as text", (test) => {
  test("integers of every length and sign are exact", async () => {
    const powers = Array.from({ length: 19 }, (_, digits) => 10n ** BigInt(digits));
    const edges = powers.flatMap((power) => [power - 1n, power, power + 1n, power * 9n + 1n]);
    const values = [
      0n,
      LEAST,
      MOST,
      ...[...edges, 2n ** 32n - 1n, 2n ** 32n, 2n ** 53n + 1n].flatMap((value) => [value, -value]),
    ];
    assert.equal(await column("pid", values), values.map(String));
  });

  test("any integers are exact", async () => {
    const integer = fc.oneof(fc.bigInt({ min: LEAST, max: MOST }), fc.bigInt({ min: -20_000n, max: 200_000n }));
    await fc.assert(
      fc.asyncProperty(fc.array(integer, { minLength: 1, maxLength: 400 }), async (values) => {
        assert.equal(await column("pid", values), values.map(String));
      }),
    );
  });

  test("any times are ISO 8601, and as a Date says where there is one", async () => {
    const recent = fc.bigInt({ min: 0n, max: 2n ** 32n * 1_000_000n });
    const ofDate = fc.bigInt({ min: -8_640_000_000_000_000_000n, max: 8_640_000_000_000_000_000n });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(recent, ofDate), { minLength: 1, maxLength: 400 }), async (times) => {
        assert.equal(await column("time", times), times.map(isoOf));
      }),
    );
  });

  test("times at the two ends of 64 bits are of different days, one right behind the other", async () => {
    const [most, least] = ["+294247-01-10T04:00:54.775807Z", "-290308-12-21T19:59:05.224193Z"];
    assert.equal(await column("time", [MOST, LEAST, MOST]), [most, least, most]);
  });

  test("midnights, leap days and turns of the century", async () => {
    const days = [
      "1970-01-01",
      "1969-12-31",
      "2000-02-29",
      "2100-02-28",
      "2100-03-01",
      "1900-03-01",
      "0000-01-01",
      "0000-02-29",
    ];
    const more = [
      "-000001-12-31",
      "9999-12-31",
      "+010000-01-01",
      "+275760-09-13",
      "-271821-04-20",
      "2024-02-29",
      "2023-12-31",
    ];
    const times = [...days, ...more].flatMap((day) => {
      const midnight = BigInt(Date.parse(`${day}T00:00:00Z`)) * 1000n;
      return [midnight, midnight + 1n, midnight + 999_999n];
    });
    assert.equal(await column("time", times), times.map(isoOf));
  });

  test("times at the ends of 64 bits are written too", async () => {
    assert.equal(await column("time", [LEAST, MOST]), [
      "-290308-12-21T19:59:05.224193Z",
      "+294247-01-10T04:00:54.775807Z",
    ]);
  });
});

describe("addresses as text", (test) => {
  const cases: readonly (readonly [string, readonly number[], string])[] = [
    ["IPv4", [192, 0, 2, 255], "192.0.2.255"],
    ["IPv4 of ones and tens", [1, 10, 99, 100], "1.10.99.100"],
    ["nothing but zeros", groups("0 0 0 0 0 0 0 0"), "::"],
    ["loopback", groups("0 0 0 0 0 0 0 1"), "::1"],
    ["zeros at the end", groups("2001 db8 0 0 0 0 0 0"), "2001:db8::"],
    ["the first of two runs as long", groups("2001 db8 0 0 1 0 0 1"), "2001:db8::1:0:0:1"],
    ["the longer run", groups("2001 0 0 1 0 0 0 1"), "2001:0:0:1::1"],
    ["a single zero group is not shortened", groups("2001 db8 0 1 1 1 1 1"), "2001:db8:0:1:1:1:1:1"],
    ["no leading zeros, lower case", groups("ABCD 0ef 00f f000 1000 100 10 1"), "abcd:ef:f:f000:1000:100:10:1"],
    ["mapped IPv4", [...groups("0 0 0 0 0 ffff"), 192, 0, 2, 7], "::ffff:192.0.2.7"],
    ["zeros at the start", groups("0 0 0 1 0 0 1 1"), "::1:0:0:1:1"],
  ];
  for (const [name, bytes, text] of cases) {
    test(name, async () => {
      const lines = await encodeText("jsonl", [{ addr: Uint8Array.from(bytes) }]);
      assert.is(lines, `{"addr":"${text}"}\n`);
    });
  }
});

async function column(field: "pid" | "time", values: readonly bigint[]): Promise<string[]> {
  const lines = await encodeText(
    "jsonl",
    values.map((value) => ({ [field]: value })),
  );
  return lines
    .slice(0, -1)
    .split("\n")
    .map((line) => line.replace(/^\{"\w+":"?|"?\}$/g, ""));
}

function isoOf(time: bigint): string {
  const micros = ((time % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const date = new Date(Number((time - micros) / 1000n));
  return date.toISOString().replace(/\.000Z$/, `.${String(micros).padStart(6, "0")}Z`);
}

function groups(text: string): number[] {
  return text.split(" ").flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]);
}
